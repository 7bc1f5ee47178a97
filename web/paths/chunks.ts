import type { PageSize } from "./list-state";

/** The API's largest page, which is also the service's: one chunk costs one call at most. */
const chunkRows = 100;

/** Rows of a chunk: a page up to a hundred rows is one chunk, a larger one is read in hundreds. */
export const chunkSize = (size: PageSize): number =>
  size === "all" ? chunkRows : Math.min(size, chunkRows);

/** Which page of the API a page in view begins at, of pages of {@link chunkSize} rows. */
export const firstChunk = (page: number, size: PageSize): number =>
  size === "all" ? 1 : ((page - 1) * size) / chunkSize(size) + 1;

/** How many rows a page in view has, of `total` in the list. */
export function rowsOnPage(total: number, page: number, size: PageSize): number {
  if (size === "all") return total;
  return Math.max(0, Math.min(size, total - (page - 1) * size));
}

/**
 * The chunks with the rows from `first` to `last` and some rows beyond, so that those are read before
 * they are scrolled to. All counted from 0; the page may end before the last chunk.
 */
export function chunksAround(first: number, last: number, beyond = chunkRows / 4): number[] {
  const from = Math.max(0, Math.floor((first - beyond) / chunkRows));
  const to = Math.max(0, Math.floor((last + beyond) / chunkRows));
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
