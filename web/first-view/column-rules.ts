import type { ColumnHead } from "../list/columns/column";
import { columnsWithoutRoom } from "../list/fit-columns";

/** A table as it is before any script: its columns in their order. */
export interface FirstTable {
  columns: readonly ColumnHead[];
  /** The column that it is sorted by. */
  sortedBy: string;
  /** Rem of a column before them that is none of the list; 0 where there is none. */
  taken: number;
}

/** Where the layout of a phone ends. */
const wide = "(width >= 48rem)";

/**
 * The rules by which the columns of a table have their widths, and leave where there is no room. The app does both with
 * scripts; an attribute could not do it, since the policy of the page allows no style in one.
 * @param name the class of the table
 */
export function columnRules(name: string, { columns, sortedBy, taken }: FirstTable): string[] {
  const first = taken > 0 ? 2 : 1;
  const cells = (at: number) => `.${name} tr>:nth-child(${at + first})`;
  const room = roomOf(columns, sortedBy);
  // Where a column that sorts has no room the list is sorted by a control.
  const sortsOutOfView = Math.max(
    ...columns.flatMap(({ id, sorts }) => (sorts === undefined ? [] : (room.get(id) ?? 0))),
  );
  const control = `main :has(~.list-on-paper>.${name}) [data-sorts]`;
  const rules = columns.flatMap((column, at) => {
    const { width, phoneWidth, grows, id } = column;
    const needed = room.get(id);
    return [
      ...(grows ? [] : [`@media ${wide}{${cells(at)}{width:${width}rem}}`]),
      ...(phoneWidth === undefined
        ? []
        : [`@media not all and ${wide}{${cells(at)}{width:${phoneWidth}rem}}`]),
      ...(needed === undefined
        ? []
        : [
            `@media ${wide}{@container (width < ${needed + taken}rem){${cells(at)}{display:none}}}`,
          ]),
    ];
  });
  rules.push(
    `@media ${wide}{@container (width < ${sortsOutOfView + taken}rem){${control}{display:flex}}}`,
  );
  return rules;
}

/** Rem that all columns need together with each one that leaves where there is less; by its id. */
export function roomOf(columns: readonly ColumnHead[], sortedBy: string): Map<string, number> {
  const needed = new Map<string, number>();
  for (;;) {
    const left = columns.filter(({ id }) => !needed.has(id));
    const all = left.reduce((sum, { width }) => sum + width, 0);
    const next = [...columnsWithoutRoom(columns, all - 0.001, {}, sortedBy)].filter(
      (id) => !needed.has(id),
    );
    if (next.length === 0) return needed;
    for (const id of next) needed.set(id, all);
  }
}
