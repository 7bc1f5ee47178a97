import type { Order } from "../../server/contract";

/** Columns read from the top of the alphabet first; times and durations from the newest or longest. */
const descendingFirst = new Set(["created", "modified", "duration"]);

/** The order a click on a header asks for: the other way round, or a new column's natural one. */
export function nextOrder(column: string, current: { sort: string; order: Order }): Order {
  if (column === current.sort) return current.order === "asc" ? "desc" : "asc";
  return descendingFirst.has(column) ? "desc" : "asc";
}
