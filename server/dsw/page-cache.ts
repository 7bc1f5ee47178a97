import { LRUCache } from "lru-cache";
import type { UpstreamSnapshot } from "../contract";
import type { CallOptions, DswClient, SnapshotPageQuery, UpstreamPage } from "./client";
import type { PageSizeFinder } from "./page-size";
import type { HistoryReading, HistoryWindow } from "./snapshot-histories";

type Page = UpstreamPage<UpstreamSnapshot>;

/** Pages of histories in the largest size the service takes, kept for a moment. */
export interface PageCache {
  /** A page of any size: cut out of one large page when it lies within, else asked for as it is. */
  window(instanceId: string, q: SnapshotPageQuery, o: CallOptions): Promise<HistoryWindow>;
  /** What a fresh page of the instance holds, or null. */
  fresh(instanceId: string): HistoryReading | null;
}

/**
 * Reads windows through large pages ("grains"): one call for a hundred rows costs the account's quota no more
 * than one for ten, and the next page, or another page size, then costs nothing.
 */
export function createPageCache(
  client: Pick<DswClient, "listSnapshots">,
  pageSize: PageSizeFinder,
  options: { now: () => number; ttlMs: number; maxEntries: number },
): PageCache {
  const { now, ttlMs } = options;
  const kept = new LRUCache<string, Page>({ max: options.maxEntries });
  /** The instance's page that was read last: where a row just seen is most likely to be. */
  const latest = new LRUCache<string, Page>({ max: options.maxEntries });

  const isFresh = (page: Page | undefined): page is Page =>
    page !== undefined && now() - page.readAt < ttlMs;

  async function fetchPage(
    instanceId: string,
    q: SnapshotPageQuery,
    o: CallOptions,
  ): Promise<Page> {
    const key = `${instanceId} ${q.order} ${q.size} ${q.page}`;
    const found = kept.get(key);
    if (isFresh(found)) return found;
    const page = await client.listSnapshots(instanceId, q, o);
    const rows = page.items.length + (page.skipped ?? 0);
    pageSize.answered(q.size, { page: q.page, rows, total: page.total });
    kept.set(key, page);
    latest.set(instanceId, page);
    return page;
  }

  /** A page in the size asked for, or in the smaller one the service turns out to take. */
  async function fetchGrain(
    instanceId: string,
    grain: number,
    order: SnapshotPageQuery["order"],
    o: CallOptions,
  ): Promise<{ page: Page; size: number } | null> {
    const size = pageSize.size;
    try {
      const page = await fetchPage(instanceId, { page: grain, size, order }, o);
      return pageSize.size === size ? { page, size } : null;
    } catch (error) {
      if (pageSize.refused(size, error)) return null;
      throw error;
    }
  }

  return {
    async window(instanceId, q, o) {
      const from = (q.page - 1) * q.size;
      for (;;) {
        const size = pageSize.size;
        const firstGrain = Math.floor(from / size) + 1;
        const lastGrain = Math.floor((from + q.size - 1) / size) + 1;
        if (firstGrain < lastGrain && q.size <= size) {
          const page = await fetchPage(instanceId, q, o);
          return { ...readingOf(page, page.items), whole: null };
        }
        const grains: Page[] = [];
        for (let grain = firstGrain; grain <= lastGrain; grain += 1) {
          const found = await fetchGrain(instanceId, grain, q.order, o);
          if (found === null) break;
          grains.push(found.page);
        }
        const [first] = grains;
        // The page size turned out smaller: plan anew with that.
        if (first === undefined || grains.length < lastGrain - firstGrain + 1) continue;
        const rows = grains.flatMap((grain) => grain.items);
        const start = from - (firstGrain - 1) * size;
        const items = rows.slice(start, start + q.size);
        return { ...readingOf(first, items), whole: wholeOf(first, firstGrain, q.order) };
      }
    },

    fresh(instanceId) {
      const page = latest.get(instanceId);
      return isFresh(page) ? readingOf(page, page.items) : null;
    },
  };
}

/** The whole history, newest first, when the first page holds all of it. */
function wholeOf(
  page: Page,
  grain: number,
  order: SnapshotPageQuery["order"],
): HistoryReading | null {
  if (grain !== 1 || page.items.length + (page.skipped ?? 0) !== page.total) return null;
  return readingOf(page, order === "desc" ? page.items : page.items.toReversed());
}

function readingOf(page: Page, items: readonly UpstreamSnapshot[]): HistoryReading {
  return { items, total: page.total, requestId: page.requestId, readAt: page.readAt };
}
