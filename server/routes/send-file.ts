import type { Context } from "hono";
import type { TextLanguage } from "../contract";
import { chunks } from "../snapshots/chunks";
import { csvFile, type FileColumn, jsonFile } from "../snapshots/export-file";
import { exportWords } from "../snapshots/export-words";
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
  /** The same in words, each on its own, for the comments of CSV. */
  note: readonly string[];
  /** Whether CSV has comments. */
  comments: boolean;
  language: TextLanguage;
  /** How many rows there are, where that is known before they are read. */
  totalRows?: number;
  /** Rows that the service counts beyond the ones that could be told apart by their ids; with any, the list is not complete. */
  unidentified?: number;
}

/**
 * A list as a file to keep, written as it is read. A client tells a whole file by its end: of JSON, and of
 * CSV with comments (see `csvFile` and `jsonFile`); where the count is known before, it is in the header
 * `x-total-rows`.
 * Secrets that a text quotes are taken out.
 * @throws whatever reading the first rows throws, while it can still be answered
 */
export async function sendFile<Row extends object>(
  c: Context,
  file: ExportFile<Row>,
): Promise<Response> {
  const { name, format, columns, totalRows, unidentified = 0, language } = file;
  const say = exportWords[language];
  const batches = withoutSecretsInRows(file.batches);
  const head = withoutSecrets(file.head);
  const note = [
    ...file.note.map(removeSecrets),
    ...(unidentified === 0 ? [] : [say.notComplete(unidentified)]),
  ].join(say.separator);
  const text =
    format === "csv"
      ? csvFile(columns, batches, file.comments ? { note, language } : undefined)
      : jsonFile(head, batches, unidentified === 0);
  const body = await streamText(text);
  c.header("content-type", format === "csv" ? "text/csv; charset=utf-8" : "application/json");
  c.header("content-disposition", `attachment; filename="${name}.${format}"`);
  if (totalRows !== undefined) c.header("x-total-rows", String(totalRows));
  return c.body(body);
}

/** Rows of one turn: to look for secrets in more would hold up every other answer. */
const rowsAtOnce = 50;

/** A file goes further than the page: what a text quotes of a login stays here. */
async function* withoutSecretsInRows<Row extends object>(
  batches: ExportFile<Row>["batches"],
): AsyncGenerator<readonly Row[]> {
  for await (const rows of batches) {
    for (const some of chunks(rows, rowsAtOnce)) yield some.map(withoutSecrets);
  }
}
