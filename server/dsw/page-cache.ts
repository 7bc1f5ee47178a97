import type { UpstreamSnapshot } from "../contract";
import type { CacheBudget } from "./cache-budget";
import type { DswClient } from "./client";
import type { HistoryReading, HistoryWindow } from "./history-reading";
import type { PageSizeFinder } from "./page-size";
import type { CallOptions, SnapshotPageQuery, UpstreamPage } from "./reads";

type Page = UpstreamPage<UpstreamSnapshot>;

/** When it was asked for, by the monotonic clock. */
export interface Asked {
  askedAt: number;
}

interface CachedPage extends Asked {
  page: Page;
}

/** Pages of histories in the largest size the service takes, kept for a moment. */
export interface PageCache {
  /** A page of any size: cut out of one large page when it lies within, else asked for as it is. */
  window(instanceId: string, q: SnapshotPageQuery, o: CallOptions): Promise<HistoryWindow & Asked>;
  /** What a fresh page of the instance has, or null. */
  fresh(instanceId: string): (HistoryReading & Asked) | null;
}

/**
 * Reads windows through large pages: one call for a hundred rows costs the account's quota no more than one
 * for ten, and the next page, or another page size, then costs nothing.
 */
export function createPageCache(
  client: Pick<DswClient, "listSnapshots">,
  pageSize: PageSizeFinder,
  options: { monotonicNow: () => number; ttlMs: number; budget: CacheBudget },
): PageCache {
  const { monotonicNow, ttlMs, budget } = options;
  const pages = budget.cache<CachedPage>();
  /** The key of the instance's page that was read last: where a row just seen is most likely to be. */
  const latest = budget.cache<{ key: string }>();

  function freshPage(key: string): CachedPage | null {
    const cached = pages.get(key);
    return cached !== undefined && monotonicNow() - cached.askedAt < ttlMs ? cached : null;
  }

  async function fetchPage(
    instanceId: string,
    q: SnapshotPageQuery,
    o: CallOptions,
  ): Promise<CachedPage> {
    const key = `${instanceId} ${q.order} ${q.size} ${q.page}`;
    const known = freshPage(key);
    if (known !== null) return known;
    const askedAt = monotonicNow();
    const page = await client.listSnapshots(instanceId, q, o);
    const rows = rowsOn(page);
    pageSize.noteResponse(q.size, { page: q.page, rows, total: page.total });
    const cached = { page, askedAt };
    pages.set(key, cached);
    latest.set(instanceId, { key });
    return cached;
  }

  /** A page in the size asked for; null when the service turns out to take smaller ones only. */
  async function fetchLargePage(
    instanceId: string,
    q: SnapshotPageQuery,
    o: CallOptions,
  ): Promise<CachedPage | null> {
    try {
      const cached = await fetchPage(instanceId, q, o);
      return pageSize.size === q.size ? cached : null;
    } catch (error) {
      if (pageSize.noteRefusal(q.size, error)) return null;
      throw error;
    }
  }

  return {
    async window(instanceId, q, o) {
      const { order } = q;
      const from = (q.page - 1) * q.size;
      for (;;) {
        const size = pageSize.size;
        const firstPage = Math.floor(from / size) + 1;
        const lastPage = Math.floor((from + q.size - 1) / size) + 1;
        if (firstPage < lastPage && q.size <= size) {
          const { page, askedAt } = await fetchPage(instanceId, q, o);
          return { ...readingOf(page, page.items), askedAt, whole: null };
        }
        const read: CachedPage[] = [];
        for (let page = firstPage; page <= lastPage; page += 1) {
          const found = await fetchLargePage(instanceId, { page, size, order }, o);
          if (found === null) break;
          read.push(found);
        }
        const [first] = read;
        // The page size turned out smaller: plan again with that.
        if (first === undefined || read.length < lastPage - firstPage + 1) continue;
        // A later page that is not full may be one that the service cut, and then has other rows.
        if (firstPage > 1 && !pageSize.isProven) {
          const probe = await fetchLargePage(instanceId, { page: 1, size, order }, o);
          if (probe === null) continue;
        }
        // A row that slipped from one page to the next between two calls is shown once.
        const byId = new Map<string, UpstreamSnapshot>();
        for (const { page } of read) {
          for (const row of page.items)
            if (!byId.has(row.snapshotId)) byId.set(row.snapshotId, row);
        }
        const start = from - (firstPage - 1) * size;
        const items = [...byId.values()].slice(start, start + q.size);
        const whole = firstPage === 1 ? completeHistory(first.page, { size, order }) : null;
        return { ...readingOf(first.page, items), askedAt: first.askedAt, whole };
      }
    },

    fresh(instanceId) {
      const key = latest.get(instanceId)?.key;
      const cached = key === undefined ? null : freshPage(key);
      return cached === null
        ? null
        : { ...readingOf(cached.page, cached.page.items), askedAt: cached.askedAt };
    },
  };
}

const rowsOn = (page: Page) => page.items.length + (page.skipped ?? 0);

/**
 * The complete history, newest first, when the first page has all of it. A full page is no proof: the list may
 * go on behind it although the count says otherwise.
 */
function completeHistory(
  page: Page,
  { size, order }: Pick<SnapshotPageQuery, "size" | "order">,
): HistoryReading | null {
  if (rowsOn(page) !== page.total || page.total >= size) return null;
  return readingOf(page, order === "desc" ? page.items : page.items.toReversed());
}

function readingOf(page: Page, items: readonly UpstreamSnapshot[]): HistoryReading {
  return { items, total: page.total, requestId: page.requestId, readAt: page.readAt };
}
