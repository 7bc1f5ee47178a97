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

/** What a step made of a selection, or why it was not done: never in part, which nobody would notice. */
export interface SelectionStep<Row> {
  selected: Selected<Row>;
  refused: "tooMany" | "unread" | null;
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
  if (target === undefined) return { selected, refused: null };
  const anchor = range ? page.find((one) => one.id === selected.anchor) : undefined;
  if (anchor !== undefined) {
    const from = Math.min(anchor.place, target.place);
    const to = Math.max(anchor.place, target.place);
    if (to - from >= mostSelected) return { selected, refused: "tooMany" };
    const between = page.filter(({ place }) => place >= from && place <= to);
    if (between.length <= to - from) return { selected, refused: "unread" };
    return added(selected, between, id);
  }
  return selected.rows.has(id) ? without(selected, [target], id) : added(selected, [target], id);
}

/** Selects every row of the page in view, or none of them where all were. */
export const togglePage = <Row>(
  selected: Selected<Row>,
  page: readonly PlacedRow<Row>[],
): SelectionStep<Row> =>
  pageSelected(selected, page) === "all"
    ? without(selected, page, null)
    : added(selected, page, selected.anchor);

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
): SelectionStep<Row> {
  const rows = new Map(selected.rows);
  for (const { id, row } of more) rows.set(id, row);
  if (rows.size > mostSelected) return { selected, refused: "tooMany" };
  return { selected: { rows, anchor }, refused: null };
}

function without<Row>(
  selected: Selected<Row>,
  less: readonly PlacedRow<Row>[],
  anchor: string | null,
): SelectionStep<Row> {
  const rows = new Map(selected.rows);
  for (const { id } of less) rows.delete(id);
  return { selected: { rows, anchor }, refused: null };
}
