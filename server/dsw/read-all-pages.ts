import pLimit from "p-limit";
import { DswError } from "./errors";
import type { PageSizeFinder } from "./page-size";
import { badResponse } from "./parse-response";
import { type Created, PagePass } from "./read-all-pages-pass";
import type { UpstreamPage } from "./reads";
import { Stop, type StopSignal } from "./stop";

/** A complete list, read page by page. */
export interface AllPages<T> {
  /** Each row once, creation time, newest first. */
  items: T[];
  /** What the service counts; larger than `items` where rows carry no id or stand on a page twice. */
  total: number;
  /** The last page's. */
  requestId: string | null;
  /** When the first page was read, in milliseconds since the epoch: the list is of that moment. */
  readAt: number;
  /** Upstream pages it took. */
  calls: number;
}

export interface AllPagesOptions<T> {
  /** A page by creation time, newest first. */
  fetchPage(page: number, size: number, signal?: StopSignal): Promise<UpstreamPage<T>>;
  keyOf(row: T): string;
  pageSize: PageSizeFinder;
  /** Pages in flight at once (default {@link pagesAtOnce}). */
  parallel?: number;
  signal?: StopSignal | undefined;
}

/** Pages in flight at once where nothing else is said. */
export const pagesAtOnce = 4;
/** Times a list is read before it is given up as one that contradicts itself. */
const passesAtMost = 5;
/** A total beyond this is taken for a mistake of the service's rather than read for hours. */
const rowsAtMost = 200_000;

/**
 * Reads a list that may change while it is read. The result is the list exactly as it was at one moment, or an
 * error; never a guess, because a row that is missing here is called gone elsewhere.
 *
 * More pages than one are read in parallel and then page 1 once again: when that proves that the pages fit
 * together ({@link PagePass}), the list is exact. Otherwise rows went away or changed places meanwhile, or the
 * counts were wrong, and the list is read again.
 * @throws DswError the first page's that fails, or `upstream.badAnswer` when no pass proves the list
 */
export async function readAllPages<T extends Created>(
  options: AllPagesOptions<T>,
): Promise<AllPages<T>> {
  const { keyOf, pageSize, parallel = pagesAtOnce } = options;
  const limit = pLimit(parallel);
  let calls = 0;

  async function fetchPage(
    page: number,
    size: number,
    signal = options.signal,
  ): Promise<UpstreamPage<T>> {
    signal?.throwIfAborted();
    calls += 1;
    return boundedPage(await options.fetchPage(page, size, signal));
  }

  async function addPages(pass: PagePass<T>, size: number, pages: number[]): Promise<void> {
    // One page that fails makes the rest pointless.
    const stop = new Stop();
    const { signal } = options;
    signal?.throwIfAborted();
    const onAbort = () => stop.abort(signal?.reason);
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      await Promise.all(
        pages.map((page) =>
          limit(async () => {
            try {
              pass.add(page, await fetchPage(page, size, stop));
            } catch (error) {
              stop.abort(error);
              throw error;
            }
          }),
        ),
      );
    } finally {
      signal?.removeEventListener("abort", onAbort);
    }
  }

  /** Reads the pages behind the first; rows that are added meanwhile may make the list longer than it was said to be. */
  async function addListedPages(pass: PagePass<T>, size: number): Promise<void> {
    for (let read = 1; read < pass.pageCount; ) {
      const upTo = pass.pageCount;
      await addPages(pass, size, numbersFromTo(read + 1, upTo));
      read = upTo;
    }
  }

  /** A service that refuses a page behind the end has said by that where the list ends. */
  async function addPageBehindEnd(pass: PagePass<T>, size: number, page: number): Promise<void> {
    try {
      pass.add(page, boundedPage(await options.fetchPage(page, size, options.signal)));
    } catch (error) {
      const refused = error instanceof DswError && error.code === "upstream.invalid";
      if (!refused) throw error;
    }
    calls += 1;
  }

  let requestId: string | null = null;
  for (let n = 1; n <= passesAtMost; n += 1) {
    const { first, size } = await firstPage(pageSize, fetchPage);
    const pass = new PagePass(keyOf, size, first);
    // Known beforehand, the page behind the end is read beside the others.
    const expected = pass.pageBehindFullEnd;
    try {
      await Promise.all([
        addListedPages(pass, size),
        expected === null ? null : limit(() => addPageBehindEnd(pass, size, expected)),
      ]);
    } catch (error) {
      // Later pages may be too large where the first was not.
      if (pageSize.noteRefusal(size, error)) continue;
      throw error;
    }
    const behind = pass.pageBehindEnd;
    if (behind !== null && behind !== expected) await addPageBehindEnd(pass, size, behind);
    const isAlone = pass.pageCount === 1 && behind === null && expected === null;
    const check = isAlone ? first : await fetchPage(1, size);
    requestId = check.requestId;
    const items = pass.exactAtStart(check);
    if (items !== null) {
      return { items, total: first.total, requestId, calls, readAt: first.readAt };
    }
  }
  const message = `The DSW service's list contradicted itself or kept changing each of the ${passesAtMost} times it was read.`;
  throw badResponse(message, requestId);
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
      finder.noteResponse(asked, { page: 1, rows, total: first.total });
      // A cut page of `asked` is the same as a whole page of the size found.
      return { first, size: Math.min(asked, finder.size) };
    } catch (error) {
      if (!finder.noteRefusal(asked, error)) throw error;
    }
  }
}

const numbersFromTo = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);

function boundedPage<T>(page: UpstreamPage<T>): UpstreamPage<T> {
  if (page.total <= rowsAtMost) return page;
  throw new DswError({
    code: "upstream.badAnswer",
    message: `The list is said to have ${page.total} rows; ${rowsAtMost} are read at most.`,
    requestId: page.requestId,
  });
}
