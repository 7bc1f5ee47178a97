/** Rows in the places they were first shown in, and how much has changed about them since. */
export interface DeferredRows<Row> {
  rows: readonly Row[];
  /** How many rows came, went or moved since; 0 while the newest rows are on show. */
  updates: number;
}

/**
 * Updates the rows on show by those just read: every row keeps its place and gets its new values; one
 * that is gone stays as it was. What came, went or moved is only counted.
 */
export function deferRows<Row>(
  shown: readonly Row[],
  read: readonly Row[],
  idOf: (row: Row) => string,
): DeferredRows<Row> {
  const fresh = new Map(read.map((row) => [idOf(row), row]));
  const known = new Set(shown.map(idOf));
  const rows = shown.map((row) => fresh.get(idOf(row)) ?? row);
  const came = read.filter((row) => !known.has(idOf(row)));
  const went = shown.filter((row) => !fresh.has(idOf(row)));
  // A row that came at the top moves one off the end: to the reader that is one update.
  const changes = Math.max(came.length, went.length);
  if (changes > 0) return { rows, updates: changes };
  const moved = read.filter((row, index) => {
    const before = shown[index];
    return before === undefined || idOf(before) !== idOf(row);
  });
  return { rows, updates: moved.length };
}
