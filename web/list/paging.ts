import type { PageSize } from "../paths/list-state";

/** How many pages a list has; an empty one has one. */
export const pageCount = (total: number, size: PageSize) =>
  size === "all" ? 1 : Math.max(1, Math.ceil(total / size));

/** The first and the last row of a page, counted from 1; past the end the first is beyond the last. */
export function rowSpan(total: number, page: number, size: PageSize) {
  if (size === "all") return { from: 1, to: total };
  return { from: (page - 1) * size + 1, to: Math.min(page * size, total) };
}
