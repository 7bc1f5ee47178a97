import pLimit from "p-limit";
import type { UpstreamPage } from "./client";
import { DswError } from "./errors";
import type { PageSizeFinder } from "./page-size";
import { PagePass } from "./read-all-pages-pass";

/** A row that knows when it was created. */
export interface Created {
  gmtCreateTime: string | null;
}

/** A whole set, read page by page. */
export interface AllPages<T> {
  /** Each row once, creation time, newest first. */
  items: T[];
  total: number;
  /** The last page's. */
  requestId: string | null;
  /** When the first page was read: nothing in the set is older. */
  readAt: number;
  /** Upstream pages it took. */
  calls: number;
}

export interface AllPagesOptions<T> {
  /** A page by creation time, newest first. */
  fetchPage(page: number, size: number, signal?: AbortSignal): Promise<UpstreamPage<T>>;
  keyOf(row: T): string;
  pageSize: PageSizeFinder;
  /** Pages under way at once (default 4). */
  parallel?: number;
  signal?: AbortSignal | undefined;
  /**
   * Reads one row that an earlier pass saw and the last did not: null when it is gone. Without it such rows
   * are kept.
   */
  confirm?(row: T, signal?: AbortSignal): Promise<T | null>;
}

/** Passes over a set that will not hold still; then the union of them is taken. */
const passes = 3;
/** Doubtful rows that are looked up one by one; beyond that they are kept as they were seen. */
const confirmedAtMost = 20;
/** A total beyond this is taken for a mistake of the service's rather than read for hours. */
const rowsAtMost = 200_000;

/**
 * Reads a set that may change while it is read, so that no row appears twice and none that stayed is missing.
 *
 * One page is a snapshot by itself. More pages are read in parallel and then page 1 once again: when that
 * proves that the pages fit together ({@link PagePass}), the set is exact. Otherwise rows went away or
 * changed places meanwhile, and the set is read again; after the last pass rows that only earlier passes saw
 * are confirmed one by one.
 * @throws DswError the first page's that fails
 */
export async function readAllPages<T extends Created>(
  options: AllPagesOptions<T>,
): Promise<AllPages<T>> {
  const { keyOf, parallel = 4, confirm } = options;
  // One page that fails makes the rest pointless.
  const failed = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;
  const limit = pLimit(parallel);
  const earlier = new Map<string, T>();
  let calls = 0;
  let startedAt: number | null = null;

  async function fetchPage(page: number, size: number): Promise<UpstreamPage<T>> {
    signal.throwIfAborted();
    calls += 1;
    try {
      return boundedPage(await options.fetchPage(page, size, signal));
    } catch (error) {
      if (page > 1) failed.abort(error);
      throw error;
    }
  }

  for (let pass = 1; ; pass += 1) {
    const { first, size } = await firstPage(options.pageSize, fetchPage);
    startedAt ??= first.readAt;
    const record = new PagePass(keyOf, size, first);
    for (let next = 2; next <= record.pageCount; ) {
      const pages = Array.from({ length: record.pageCount - next + 1 }, (_, i) => next + i);
      next = record.pageCount + 1;
      await Promise.all(
        pages.map((page) => limit(async () => record.add(page, await fetchPage(page, size)))),
      );
    }
    const check = record.pageCount > 1 ? await fetchPage(1, size) : first;
    const reading = { total: check.total, requestId: check.requestId, calls, readAt: startedAt };
    const exact = record.exactAt(check);
    if (exact !== null) return { ...reading, items: exact };

    const { rows, doubtful } = record.seen(check);
    for (const [key, row] of doubtful) earlier.set(key, row);
    if (pass < passes) {
      for (const [key, row] of rows) earlier.set(key, row);
      continue;
    }
    const unsure = [...earlier].filter(([key]) => !rows.has(key));
    const kept = await Promise.all(
      unsure.map(async ([, row], at) =>
        confirm && at < confirmedAtMost ? limit(() => confirm(row, signal)) : row,
      ),
    );
    const items = [...rows.values(), ...kept.filter((row) => row !== null)];
    items.sort((a, b) => createdAt(b) - createdAt(a));
    return { ...reading, items, total: items.length };
  }
}

/** Page 1 in the largest size the service takes. */
async function firstPage<T>(
  finder: PageSizeFinder,
  fetchPage: (page: number, size: number) => Promise<UpstreamPage<T>>,
): Promise<{ first: UpstreamPage<T>; size: number }> {
  for (;;) {
    const asked = finder.size;
    try {
      const first = await fetchPage(1, asked);
      const rows = first.items.length + (first.skipped ?? 0);
      finder.answered(asked, { page: 1, rows, total: first.total });
      // A cut page of `asked` is the same as a whole page of the size found.
      return { first, size: Math.min(asked, finder.size) };
    } catch (error) {
      if (!finder.refused(asked, error)) throw error;
    }
  }
}

const createdAt = (row: Created) => Date.parse(row.gmtCreateTime ?? "") || 0;

function boundedPage<T>(page: UpstreamPage<T>): UpstreamPage<T> {
  if (page.total <= rowsAtMost) return page;
  throw new DswError({
    code: "upstream.badAnswer",
    message: `The list is said to hold ${page.total} rows; ${rowsAtMost} are read at most.`,
    requestId: page.requestId,
  });
}
