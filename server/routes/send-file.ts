import type { Context } from "hono";
import { csvFile, type FileColumn, jsonFile } from "../snapshots/export-file";
import { removeSecrets } from "../triage/redact-secrets";
import { withoutSecrets } from "../triage/without-secrets";
import { streamText } from "./stream-text";

export interface ExportFile<Row extends object> {
  /** Without its ending. */
  name: string;
  format: "csv" | "json";
  columns: readonly FileColumn<Row>[];
  batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;
  /** What stands before the rows in JSON. */
  head: Record<string, unknown>;
  /** The same in words, for the last line of CSV. */
  note: string;
  /** How many rows there are, where that is known before they are read. */
  totalRows?: number;
  /** Rows that the service counts beyond the ones that could be told apart by their ids; with any, the list is not complete. */
  unidentified?: number;
}

/**
 * A list as a file to keep, written as it is read. A client tells a whole file by its end (see `csvFile`
 * and `jsonFile`); where the count is known before, it is in the header `x-total-rows`.
 * Secrets that a text quotes are taken out.
 * @throws whatever reading the first rows throws, while it can still be answered
 */
export async function sendFile<Row extends object>(
  c: Context,
  file: ExportFile<Row>,
): Promise<Response> {
  const { name, format, columns, totalRows, unidentified = 0 } = file;
  const batches = withoutSecretsInRows(file.batches);
  const head = withoutSecrets(file.head);
  const rest =
    unidentified === 0
      ? ""
      : `; not complete: the service counts ${unidentified} more, without an id of their own`;
  const note = removeSecrets(file.note) + rest;
  const text =
    format === "csv"
      ? csvFile(columns, batches, note)
      : jsonFile(head, batches, unidentified === 0);
  const body = await streamText(text);
  c.header("content-type", format === "csv" ? "text/csv; charset=utf-8" : "application/json");
  c.header("content-disposition", `attachment; filename="${name}.${format}"`);
  if (totalRows !== undefined) c.header("x-total-rows", String(totalRows));
  return c.body(body);
}

/** A file goes further than the page: what a text quotes of a login stays here. */
async function* withoutSecretsInRows<Row extends object>(
  batches: ExportFile<Row>["batches"],
): AsyncGenerator<readonly Row[]> {
  for await (const rows of batches) yield rows.map(withoutSecrets);
}
