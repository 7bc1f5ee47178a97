/** A segment of a table's body: a row by its index, or the height of the rows that are left out. */
export type VirtualSegment = { index: number } | { gap: number; before: number | "end" };

/** A box in which rows of one height are scrolled below a header that stays in view, in pixels. */
export interface RowsBox {
  count: number;
  row: number;
  head: number;
  /** How far it is scrolled, and the height of what is in view, header included. */
  top: number;
  height: number;
}

/** The first and the last row of a range. */
export interface RowRange {
  first: number;
  last: number;
}

/** The rows in view, those that the header covers included. */
export function rowsInView({ count, row, head, top, height }: RowsBox): RowRange {
  const within = (index: number) => Math.max(0, Math.min(count - 1, index));
  return {
    first: within(Math.floor((top - head) / row)),
    last: within(Math.ceil((top + height - head) / row) - 1),
  };
}

/** How far the box is to be scrolled for a row to be whole in view: no further than it must. */
export function scrolledTo(index: number, { row, head, top, height }: RowsBox): number {
  const start = head + index * row;
  if (start + row > top + height) return start + row - height;
  return Math.min(top, start - head);
}

/**
 * The rows that stand in the document: those of a range, some more at either end, and one that is kept.
 * @param kept -1 for none
 */
export function rowsNear({ first, last }: RowRange, more: number, count: number, kept: number) {
  const from = Math.max(0, first - more);
  const to = Math.min(count - 1, last + more);
  const near = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
  if (kept < 0 || kept >= count || (kept >= from && kept <= to)) return near;
  return kept < from ? [kept, ...near] : [...near, kept];
}

/**
 * Lays rows out in order, with a gap wherever some are left out.
 * @param indexes the rows that stand in the document, of `count`, each `row` pixels high
 */
export function virtualSegments(
  indexes: readonly number[],
  count: number,
  row: number,
): VirtualSegment[] {
  const laid: VirtualSegment[] = [];
  let next = 0;
  for (const index of indexes) {
    if (index > next) laid.push({ gap: (index - next) * row, before: index });
    laid.push({ index });
    next = index + 1;
  }
  if (count > next) laid.push({ gap: (count - next) * row, before: "end" });
  return laid;
}
