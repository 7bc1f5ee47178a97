import { LRUCache } from "lru-cache";
import type { UpstreamSnapshot } from "../contract";
import type { CallOptions, DswClient, SnapshotPageQuery, UpstreamItem } from "./client";
import { createCoalescer } from "./coalesce";
import { DswError } from "./errors";
import { createPageCache } from "./page-cache";
import { createPageSizeFinder } from "./page-size";
import { readAllPages } from "./read-all-pages";
import { type KnownHistory, one, refreshed } from "./refresh-history";

/** Rows of one instance's history, and how many the history holds. */
export interface HistoryReading {
  items: readonly UpstreamSnapshot[];
  total: number;
  requestId: string | null;
  /** When it was last compared with the service, in milliseconds since the epoch. */
  readAt: number;
}

/** A page of the history, and the whole of it when that is known at no further cost. */
export interface HistoryWindow extends HistoryReading {
  whole: HistoryReading | null;
}

/** The snapshots of instances, read whole or by page and kept for some seconds. */
export interface SnapshotHistories {
  /** A page by creation time: at most one upstream call, none when a fresh reading holds it. */
  window(instanceId: string, q: SnapshotPageQuery, o?: CallOptions): Promise<HistoryWindow>;
  /**
   * The whole history, newest first, each snapshot once. Callers at the same time share one reading; a known
   * history is brought up to date by its newest page where that is proof enough.
   */
  whole(instanceId: string, o?: CallOptions): Promise<HistoryReading>;
  /** One snapshot, from a fresh reading or from the service. */
  one(
    instanceId: string,
    snapshotId: string,
    o?: CallOptions,
  ): Promise<UpstreamItem<UpstreamSnapshot>>;
}

export interface HistoryOptions {
  now?: () => number;
  /** How long a whole history counts as fresh (default 5 s). */
  ttlMs?: number;
  /** How long a page counts as fresh (default 2 s). */
  pageTtlMs?: number;
  /** Histories kept at most (default 200). */
  maxEntries?: number;
  /** Rows kept at most, over all histories (default 200,000). */
  maxRows?: number;
  isInFlight?: (snapshot: UpstreamSnapshot) => boolean;
}

/** A history is read in full at least this often, or after ten times what that took, if that is longer. */
const fullEveryMs = 60_000;
const fullEveryReads = 10;

/** Histories over one client; its cache is its own. */
export function createSnapshotHistories(
  client: Pick<DswClient, "listSnapshots" | "getSnapshot">,
  options: HistoryOptions = {},
): SnapshotHistories {
  const { now = Date.now, ttlMs = 5_000, pageTtlMs = 2_000, maxEntries = 200 } = options;
  const isInFlight = options.isInFlight ?? (({ status }) => /ing$/i.test(status ?? ""));
  const pageSize = createPageSizeFinder();
  const known = new LRUCache<string, KnownHistory>({
    max: maxEntries,
    maxSize: options.maxRows ?? 200_000,
    sizeCalculation: (history) => history.items.length + 1,
  });
  const pages = createPageCache(client, pageSize, { now, ttlMs: pageTtlMs, maxEntries });
  const reading = createCoalescer<KnownHistory>();

  function fresh(instanceId: string): KnownHistory | null {
    const history = known.get(instanceId);
    return history && now() - history.keptAt < ttlMs ? history : null;
  }

  /** Young enough to stand for a page, or for a row in flight. */
  const isRecent = ({ readAt }: { readAt: number }) => now() - readAt < pageTtlMs;

  async function readAll(instanceId: string, o: CallOptions): Promise<KnownHistory> {
    const startedAt = now();
    const whole = await readAllPages<UpstreamSnapshot>({
      keyOf: (row) => row.snapshotId,
      pageSize,
      signal: o.signal,
      fetchPage: (page, size, signal) =>
        client.listSnapshots(instanceId, { page, size, order: "desc" }, { ...o, signal }),
      confirm: (row, signal) => one(client, instanceId, row.snapshotId, { ...o, signal }),
    });
    const { items, total, requestId, readAt } = whole;
    const endedAt = now();
    const times = { keptAt: endedAt, fullAt: startedAt, fullMs: endedAt - startedAt };
    return { items, total, requestId, readAt, ...times };
  }

  async function read(instanceId: string, o: CallOptions): Promise<KnownHistory> {
    const history = known.peek(instanceId);
    const age = history ? now() - history.fullAt : Number.POSITIVE_INFINITY;
    const refreshable =
      history !== undefined && age < Math.max(fullEveryMs, fullEveryReads * history.fullMs);
    try {
      const next =
        (refreshable
          ? await refreshed(client, instanceId, history, pageSize.size, isInFlight, o)
          : null) ?? (await readAll(instanceId, o));
      known.set(instanceId, next);
      return next;
    } catch (error) {
      // What an instance that is gone had saved must not outlive it.
      if (error instanceof DswError && error.code === "upstream.notFound") known.delete(instanceId);
      throw error;
    }
  }

  /** The whole history beside a page just read: the page itself, or what is kept and agrees with it. */
  function wholeBeside(instanceId: string, page: HistoryWindow): HistoryReading | null {
    if (page.whole !== null) {
      const { readAt } = page.whole;
      known.set(instanceId, { ...page.whole, keptAt: readAt, fullAt: readAt, fullMs: 0 });
      return page.whole;
    }
    const history = fresh(instanceId);
    if (history === null || history.total !== page.total) return null;
    const newer = new Map(page.items.map((row) => [row.snapshotId, row]));
    const items = history.items.map((row) => newer.get(row.snapshotId) ?? row);
    return { ...readingOf(history), items };
  }

  return {
    async window(instanceId, q, o = {}) {
      const history = fresh(instanceId);
      if (history !== null && isRecent(history)) {
        const rows = q.order === "desc" ? history.items : history.items.toReversed();
        const from = (q.page - 1) * q.size;
        const whole = readingOf(history);
        return { ...whole, items: rows.slice(from, from + q.size), whole };
      }
      const page = await pages.window(instanceId, q, o);
      return { ...page, whole: wholeBeside(instanceId, page) };
    },

    async whole(instanceId, o = {}) {
      const history = fresh(instanceId);
      if (history !== null) return readingOf(history);
      const priority = o.priority ?? "interactive";
      const next = await reading.share(
        `${priority} ${instanceId}`,
        (signal) => read(instanceId, { signal, priority }),
        o.signal,
      );
      return readingOf(next);
    },

    async one(instanceId, snapshotId, o) {
      const history = fresh(instanceId) ?? pages.fresh(instanceId);
      if (history === null) return client.getSnapshot(instanceId, snapshotId, o);
      const item = history.items.find((row) => row.snapshotId === snapshotId);
      const usable = item !== undefined && (isRecent(history) || !isInFlight(item));
      if (!usable) return client.getSnapshot(instanceId, snapshotId, o);
      return { item, requestId: history.requestId, readAt: history.readAt };
    },
  };
}

function readingOf({ items, total, requestId, readAt }: KnownHistory): HistoryReading {
  return { items, total, requestId, readAt };
}
