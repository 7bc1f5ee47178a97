/** Rows of which each has a place, on a page that may have places whose rows are not read. */
export interface PlacedRows<Row> {
  /** Places on the page, those of rows not read yet included. */
  count: number;
  /** Rows of the whole list. */
  total: number;
  /** Where each of the rows is, counted from 0. */
  indexes: readonly number[];
  rows: readonly Row[];
}

/** Rows in the places they were first shown in, and how much has changed about them since. */
export interface DeferredRows<Row> extends PlacedRows<Row> {
  /** How many rows came, went or moved since; 0 while the newest rows are on show. */
  updates: number;
  /** There are rows in places that had none before. */
  grown: boolean;
}

/** The rows of a page that has been read whole. */
export const inPlace = <Row>(rows: readonly Row[]): PlacedRows<Row> => ({
  count: rows.length,
  total: rows.length,
  indexes: rows.map((_, index) => index),
  rows,
});

/**
 * Updates the rows on show by those just read: every row keeps its place and gets its new values; one
 * that is gone stays as it was. What came, went or moved is only counted. Where no row was read before, one is
 * placed as far from the page's end as it now is, since rows come at the top.
 */
export function deferRows<Row>(
  shown: PlacedRows<Row>,
  read: PlacedRows<Row>,
  idOf: (row: Row) => string,
): DeferredRows<Row> {
  const fresh = new Map(read.rows.map((row) => [idOf(row), row]));
  const known = new Set(shown.rows.map(idOf));
  const held = new Map(shown.indexes.map((index, at) => [index, shown.rows[at]]));

  const indexes = [...shown.indexes];
  const rows = shown.rows.map((row) => fresh.get(idOf(row)) ?? row);
  let came = 0;
  let moved = 0;
  const shift = read.total - shown.total;
  read.rows.forEach((row, at) => {
    const index = read.indexes[at] ?? 0;
    const before = held.get(index);
    if (before !== undefined) {
      if (!known.has(idOf(row))) came++;
      if (idOf(before) !== idOf(row)) moved++;
    }
    const place = index - shift;
    if (known.has(idOf(row)) || held.has(place) || place < 0 || place >= shown.count) return;
    indexes.push(place);
    rows.push(row);
  });
  const readAt = new Set(read.indexes);
  const went = shown.rows.filter(
    (row, at) => readAt.has(shown.indexes[at] ?? -1) && !fresh.has(idOf(row)),
  ).length;
  // A row that came at the top moves one off the end: to the reader that is one update.
  const changes = Math.max(came, went, Math.abs(read.count - shown.count)) || moved;
  return {
    count: shown.count,
    total: shown.total,
    indexes,
    rows,
    updates: changes,
    grown: indexes.length > shown.indexes.length,
  };
}
