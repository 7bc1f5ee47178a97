import type { Context } from "hono";
import { stream } from "hono/streaming";
import { csvFile, type FileColumn, jsonFile } from "../snapshots/export-file";

export interface FileAnswer<Row> {
  /** Without its ending. */
  name: string;
  format: "csv" | "json";
  columns: readonly FileColumn<Row>[];
  batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;
  /** What stands before the rows in JSON. */
  head: Record<string, unknown>;
  /** The same in words, the last line of CSV. */
  note: string;
}

/** A list as a file to keep, written as it is read. */
export function sendFile<Row>(c: Context, file: FileAnswer<Row>) {
  const { name, format, columns, batches, head, note } = file;
  const text = format === "csv" ? csvFile(columns, batches, note) : jsonFile(head, batches);
  c.header("content-type", format === "csv" ? "text/csv; charset=utf-8" : "application/json");
  c.header("content-disposition", `attachment; filename="${name}.${format}"`);
  return stream(c, async (out) => {
    for await (const part of text) await out.write(part);
  });
}
