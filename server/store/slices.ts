/** PostgreSQL takes 65,535 parameters a statement, SQLite 32,766: rows a statement, well below both. */
const rowsAtOnce = 400;

/** Rows in as many parts as a statement each can take. */
export function* rowSlices<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) yield rows.slice(at, at + rowsAtOnce);
}
