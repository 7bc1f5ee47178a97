import type { ColumnHead } from "./columns/column";

/** Widths that a reader has chosen, in rem by column. Of columns that grow they tell their shares. */
export type ColumnWidths = Readonly<Record<string, number>>;

type SizedHead = Pick<ColumnHead, "id" | "width" | "grows">;

/** The icon of a status, or the beginning of a word. */
const leastOfFixed = 4;

/** Rem that a column can be narrowed to; one that grows keeps what it needs to be read. */
export const leastWidth = ({ width, grows }: SizedHead): number =>
  grows ? width : Math.min(width, leastOfFixed);

/** Rem that a column cannot do without: what was chosen for it, but of one that grows the least. */
export const neededWidth = (column: SizedHead, chosen: ColumnWidths): number =>
  column.grows ? column.width : Math.max(leastWidth(column), chosen[column.id] ?? column.width);

/** The columns that share what the others leave: those that grow or, where there is none, all of them. */
export function flexibleColumns<Column extends SizedHead>(columns: readonly Column[]) {
  const growing = columns.filter(({ grows }) => grows);
  return growing.length > 0 ? growing : columns;
}

/**
 * The width of each column in view, in rem; together they fill the table.
 * @param available rem that the table has
 */
export function widthsOf(
  columns: readonly SizedHead[],
  available: number,
  chosen: ColumnWidths,
): number[] {
  const flexible = flexibleColumns(columns);
  const isFlexible = new Set(flexible.map(({ id }) => id));
  const isChosen = flexible.some(({ id }) => id in chosen);
  // Until somebody chooses, those that grow have equal shares, as the browser gives them.
  const weightOf = ({ id, grows, width }: SizedHead) =>
    chosen[id] ?? (grows && !isChosen ? 1 : width);
  const widths = new Map(
    columns.map((column) => [
      column.id,
      isFlexible.has(column.id) ? leastWidth(column) : neededWidth(column, chosen),
    ]),
  );
  let rest = columns.reduce(
    (left, { id }) => left - (isFlexible.has(id) ? 0 : (widths.get(id) ?? 0)),
    available,
  );
  let sharing = [...flexible];
  while (sharing.length > 0) {
    const weights = sharing.reduce((sum, column) => sum + weightOf(column), 0);
    const shareOf = (column: SizedHead) => (rest * weightOf(column)) / weights;
    // Whose share is less than it needs has that, and the others share what is left.
    const short = sharing.filter((column) => shareOf(column) < leastWidth(column));
    if (short.length === 0) for (const column of sharing) widths.set(column.id, shareOf(column));
    sharing = short.length === 0 ? [] : sharing.filter((column) => !short.includes(column));
    rest -= short.reduce((sum, column) => sum + leastWidth(column), 0);
  }
  return columns.map(({ id }) => widths.get(id) ?? 0);
}

/** How far the end of a column can be moved: the least and the most rem that the column can have. */
export function boundsOf(columns: readonly SizedHead[], widths: readonly number[], index: number) {
  const width = widths[index] ?? 0;
  const column = columns[index];
  const behind = columns.reduce(
    (sum, next, at) => sum + (at > index ? Math.max(0, (widths[at] ?? 0) - leastWidth(next)) : 0),
    0,
  );
  return { least: Math.min(width, column ? leastWidth(column) : 0), most: width + behind };
}

/**
 * Moves the end of a column: what it gains the columns behind it lose, the nearest first, and what it loses the
 * next one gains. Together they stay as wide as they were, so that the end stays under the pointer.
 */
export function moveColumnEnd(
  columns: readonly SizedHead[],
  widths: readonly number[],
  index: number,
  by: number,
): number[] {
  const { least, most } = boundsOf(columns, widths, index);
  const moved = [...widths];
  const width = widths[index] ?? 0;
  const next = Math.min(most, Math.max(least, width + by));
  moved[index] = next;
  let gained = next - width;
  if (gained < 0) moved[index + 1] = (widths[index + 1] ?? 0) - gained;
  for (let at = index + 1; gained > 0 && at < columns.length; at++) {
    const column = columns[at];
    const given = Math.min(
      gained,
      Math.max(0, (widths[at] ?? 0) - (column ? leastWidth(column) : 0)),
    );
    moved[at] = (widths[at] ?? 0) - given;
    gained -= given;
  }
  return moved;
}

/** What to keep of widths that were chosen, beside what was chosen for columns that are not in view. */
export function chosenOf(
  columns: readonly SizedHead[],
  widths: readonly number[],
  before: ColumnWidths,
): ColumnWidths {
  const isFlexible = new Set(flexibleColumns(columns).map(({ id }) => id));
  const chosen: Record<string, number> = { ...before };
  columns.forEach(({ id, width }, at) => {
    const rounded = Math.round((widths[at] ?? width) * 100) / 100;
    if (isFlexible.has(id) || rounded !== width) chosen[id] = rounded;
    else delete chosen[id];
  });
  return chosen;
}

/**
 * The same without what was chosen for a column. One that shares what the others leave has its first width back
 * only when they have theirs.
 */
export function withoutChoice(
  columns: readonly SizedHead[],
  chosen: ColumnWidths,
  id: string,
): ColumnWidths {
  const flexible = flexibleColumns(columns).map((column) => column.id);
  if (flexible.includes(id)) return {};
  const kept = Object.entries(chosen).filter(([column]) => column !== id);
  // Shares alone are no choice: they are what the other columns left.
  return kept.every(([column]) => flexible.includes(column)) ? {} : Object.fromEntries(kept);
}
