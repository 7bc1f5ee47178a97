import type { Order } from "../../server/contract";
import type { ColumnHead } from "./columns/column";

/** How a list is sorted, and how to sort it otherwise. A list that cannot be sorted has none. */
export interface Sorting {
  /** The id of the column it is sorted by. */
  by: string;
  order: Order;
  onSort: (column: string, order: Order) => void;
}

/**
 * The sorting of a list whose state is in the address.
 * @param sorts the columns it can be sorted by
 */
export const sortingOf = <Sort extends string>(
  state: { sort: Sort; order: Order },
  sorts: readonly Sort[],
  update: (change: { sort: Sort; order: Order }) => void,
): Sorting => ({
  by: state.sort,
  order: state.order,
  onSort(column, order) {
    const sort = sorts.find((one) => one === column);
    if (sort !== undefined) update({ sort, order });
  },
});

/** The order in which a list is sorted by a column; null where it is sorted by another one. */
export const orderOf = ({ by, order }: Sorting, column: ColumnHead): Order | null =>
  by === column.id ? order : null;

/** The order a click on a column's header asks for: the other way round, or the column's own first. */
export const nextOrder = (current: Order | null, first: Order): Order =>
  current === null ? first : reversed(current);

export const reversed = (order: Order): Order => (order === "asc" ? "desc" : "asc");
