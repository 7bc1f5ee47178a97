import type { ColumnHead } from "./columns/column";
import { type ColumnWidths, neededWidth } from "./size-columns";

const noneDropped: ReadonlySet<string> = new Set();

/**
 * Which columns have no room, by id. The first, which names the row, always stays; of the others those
 * with the lowest `leaves` go first, and the one that the list is sorted by last but the most important one.
 * @param available rem that the table has; undefined while that is not known
 * @param chosen widths that the reader has chosen
 */
export function columnsWithoutRoom(
  columns: readonly Pick<ColumnHead, "id" | "width" | "grows" | "leaves">[],
  available: number | undefined,
  chosen: ColumnWidths,
  sortedBy?: string,
): ReadonlySet<string> {
  if (available === undefined) return noneDropped;
  let needed = columns.reduce((sum, column) => sum + neededWidth(column, chosen), 0);
  const stays = Math.max(...columns.map(({ leaves = 0 }) => leaves));
  const rank = ({ id, leaves = 0 }: Pick<ColumnHead, "id" | "leaves">) =>
    id === sortedBy ? Math.max(leaves, stays - 0.5) : leaves;
  const dropped = new Set<string>();
  for (const column of columns.slice(1).sort((a, b) => rank(a) - rank(b))) {
    if (needed <= available) break;
    dropped.add(column.id);
    needed -= neededWidth(column, chosen);
  }
  return dropped;
}
