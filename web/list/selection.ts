/** As many as an export takes by their ids. */
export const mostSelected = 100;

/** A row on show, and which one of its page it is, counted from 0: between two there may be rows that are not read. */
export interface PlacedRow<Row> {
  id: string;
  row: Row;
  place: number;
}

/** What is selected of a list, on whatever pages. */
export interface Selected<Row> {
  rows: ReadonlyMap<string, Row>;
  /** The row selected last, which a range begins at. */
  anchor: string | null;
}

/** What a step made of a selection. */
interface SelectionStep<Row> {
  selected: Selected<Row>;
  /** Rows that could not be selected: too many, or not read yet. */
  over: number;
  unread: number;
}

/** Of a list where nothing is selected. */
export const nothingSelected: Selected<never> = {
  rows: new Map<string, never>(),
  anchor: null,
};

/** Selects a row, or no longer. As a range it selects all from the row before, where that is on the same page. */
export function toggleRow<Row>(
  selected: Selected<Row>,
  page: readonly PlacedRow<Row>[],
  id: string,
  range: boolean,
): SelectionStep<Row> {
  const target = page.find((one) => one.id === id);
  if (target === undefined) return { selected, over: 0, unread: 0 };
  const anchor = range ? page.find((one) => one.id === selected.anchor) : undefined;
  if (anchor !== undefined) {
    const from = Math.min(anchor.place, target.place);
    const to = Math.max(anchor.place, target.place);
    const between = page.filter(({ place }) => place >= from && place <= to);
    return { ...added(selected, between, id), unread: to - from + 1 - between.length };
  }
  if (!selected.rows.has(id)) return { ...added(selected, [target], id), unread: 0 };
  const rows = new Map(selected.rows);
  rows.delete(id);
  return { selected: { rows, anchor: id }, over: 0, unread: 0 };
}

/** Selects every row of the page in view, or none of them where all were. */
export function togglePage<Row>(
  selected: Selected<Row>,
  page: readonly PlacedRow<Row>[],
): SelectionStep<Row> {
  if (pageSelected(selected, page) !== "all") {
    return { ...added(selected, page, selected.anchor), unread: 0 };
  }
  const rows = new Map(selected.rows);
  for (const { id } of page) rows.delete(id);
  return { selected: { rows, anchor: null }, over: 0, unread: 0 };
}

/** How much of a page is selected. */
export function pageSelected(
  { rows }: Selected<unknown>,
  page: readonly PlacedRow<unknown>[],
): "none" | "some" | "all" {
  const count = page.filter(({ id }) => rows.has(id)).length;
  return count === 0 ? "none" : count === page.length ? "all" : "some";
}

function added<Row>(
  selected: Selected<Row>,
  more: readonly PlacedRow<Row>[],
  anchor: string | null,
) {
  const rows = new Map(selected.rows);
  let over = 0;
  for (const { id, row } of more) {
    if (rows.has(id) || rows.size < mostSelected) rows.set(id, row);
    else over++;
  }
  return { selected: { rows, anchor }, over };
}
