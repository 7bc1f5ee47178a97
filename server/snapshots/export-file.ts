import { byteOrderMark, type CsvCell, csvRow } from "./csv";

/** A column of a file: its name, and what a row has in it. */
export type FileColumn<Row> = readonly [string, (row: Row) => CsvCell];

/** Rows as CSV that a spreadsheet can open without running any of it; a note on what they rest on is the last line. */
export async function* csvFile<Row>(
  columns: readonly FileColumn<Row>[],
  batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  note: string,
): AsyncGenerator<string> {
  yield byteOrderMark + csvRow(columns.map(([name]) => name));
  for await (const rows of batches) {
    yield rows.map((row) => csvRow(columns.map(([, cell]) => cell(row)))).join("");
  }
  yield csvRow([note]);
}

/** Rows as one JSON document, `head`'s members before the `items`. */
export async function* jsonFile<Row>(
  head: Record<string, unknown>,
  batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"items":[`;
  let separator = "";
  for await (const rows of batches) {
    if (rows.length === 0) continue;
    yield separator + rows.map((row) => JSON.stringify(row)).join(",\n");
    separator = ",\n";
  }
  yield "]}\n";
}
