import { createHash } from "node:crypto";
import type { TextLanguage } from "../contract";
import { chunks } from "./chunks";
import { byteOrderMark, type CsvCell, csvRow } from "./csv";
import { exportWords } from "./export-words";

/** A column of a file: its name and its value in a row. */
export type FileColumn<Row> = readonly [string, (row: Row) => CsvCell];

type Batches<Row> = AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;

/** Rows that are written in one go: more would hold up every other answer. */
const rowsAtOnce = 100;

async function* parts<Row>(batches: Batches<Row>): AsyncGenerator<readonly Row[]> {
  for await (const rows of batches) yield* chunks(rows, rowsAtOnce);
}

/** What a CSV file says of itself, on wish. */
export interface CsvComments {
  /** Where its rows come from. */
  note: string;
  language: TextLanguage;
}

/**
 * Rows as CSV that a spreadsheet can open without running any of it, and that any reader of RFC 4180 takes as it is:
 * the names of the columns, then the rows, and nothing else. With comments, lines that begin with `#`, the note stands
 * above them, and below them what proves that the file is whole: the count of rows and the SHA-256 of every line
 * before it, so that `head -n -1 file.csv | sha256sum` prints the same.
 */
export async function* csvFile<Row>(
  columns: readonly FileColumn<Row>[],
  batches: Batches<Row>,
  comments?: CsvComments,
): AsyncGenerator<string> {
  const digest = createHash("sha256");
  let count = 0;
  // Sent with the first rows: when those cannot be read, nothing has been sent yet.
  let heading =
    byteOrderMark +
    (comments ? commentLine(comments.note) : "") +
    csvRow(columns.map(([name]) => name));
  for await (const rows of parts(batches)) {
    const lines = rows.map((row) => csvRow(columns.map(([, cell]) => cell(row))));
    const text = heading + lines.join("");
    heading = "";
    count += rows.length;
    digest.update(text);
    yield text;
  }
  digest.update(heading);
  if (comments === undefined) {
    if (heading !== "") yield heading;
    return;
  }
  const say = exportWords[comments.language];
  const proof = [say.rows(count), say.digest(digest.digest("hex"))].join(say.separator);
  yield heading + commentLine(proof);
}

/** One line, whatever the text quotes. */
const commentLine = (text: string) => `# ${text.replace(/\s+/g, " ")}\r\n`;

/**
 * Rows as one JSON document: `head`'s members, the `items`, and at the end `rows`, their count, and
 * `complete`, which is there only when every row is.
 * @param complete false where the service counts more rows than could be told apart
 */
export async function* jsonFile<Row>(
  head: Record<string, unknown>,
  batches: Batches<Row>,
  complete = true,
): AsyncGenerator<string> {
  let count = 0;
  const heading = JSON.stringify({ ...head, items: [] }).slice(0, -2);
  for await (const rows of parts(batches)) {
    const before = count === 0 ? heading : ",\n";
    count += rows.length;
    yield before + rows.map((row) => JSON.stringify(row)).join(",\n");
  }
  yield `${count === 0 ? heading : ""}],"rows":${count},"complete":${complete}}\n`;
}
