import type { UpstreamSnapshot } from "../contract";
import { type CacheBudget, createCacheBudget, defaultCacheBytes } from "./cache-budget";
import type { DswClient } from "./client";
import { createCoalescer } from "./coalesce";
import { DswError } from "./errors";
import type { HistoryReading, HistoryWindow } from "./history-reading";
import { type Asked, createPageCache } from "./page-cache";
import { createPageSizeFinder } from "./page-size";
import { readAllPages } from "./read-all-pages";
import type { CallOptions, SnapshotPageQuery, UpstreamItem } from "./reads";
import { type KnownHistory, refreshHistory } from "./refresh-history";

/** The snapshots of instances, read completely or by page and kept for some seconds. */
export interface SnapshotHistories {
  /** A page by creation time: at most one upstream call, none when a fresh reading has it. */
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
  /** A clock that never steps back, in milliseconds: what is fresh is decided by it. */
  monotonicNow?: () => number;
  /** How long a whole history counts as fresh (default 5 s). */
  ttlMs?: number;
  /** How long a page counts as fresh (default 2 s). */
  pageTtlMs?: number;
  /** The memory that histories and pages may use (default: 128 MiB of their own). */
  budget?: CacheBudget;
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
  const {
    ttlMs = 5_000,
    pageTtlMs = 2_000,
    budget = createCacheBudget(defaultCacheBytes),
  } = options;
  const monotonicNow = options.monotonicNow ?? (() => performance.now());
  const isInFlight = options.isInFlight ?? (({ status }) => /ing$/i.test(status ?? ""));
  const pageSize = createPageSizeFinder();
  const known = budget.cache<KnownHistory>();
  const pages = createPageCache(client, pageSize, { monotonicNow, ttlMs: pageTtlMs, budget });
  const reading = createCoalescer<KnownHistory>();

  function fresh(instanceId: string): KnownHistory | null {
    const history = known.get(instanceId);
    return history && monotonicNow() - history.keptAt < ttlMs ? history : null;
  }

  /** Young enough to be used in place of a page, or of a row in flight. */
  const isRecent = ({ askedAt }: Asked) => monotonicNow() - askedAt < pageTtlMs;

  async function readAll(instanceId: string, o: CallOptions): Promise<KnownHistory> {
    const askedAt = monotonicNow();
    const whole = await readAllPages<UpstreamSnapshot>({
      keyOf: (row) => row.snapshotId,
      pageSize,
      signal: o.signal,
      fetchPage: (page, size, signal) =>
        client.listSnapshots(instanceId, { page, size, order: "desc" }, { ...o, signal }),
    });
    const { items, total, requestId, readAt } = whole;
    const keptAt = monotonicNow();
    const times = { askedAt, keptAt, fullAt: askedAt, fullMs: keptAt - askedAt };
    return { items, total, requestId, readAt, ...times };
  }

  async function read(instanceId: string, o: CallOptions): Promise<KnownHistory> {
    const history = known.get(instanceId);
    const age = history ? monotonicNow() - history.fullAt : Number.POSITIVE_INFINITY;
    const refreshable =
      history !== undefined && age < Math.max(fullEveryMs, fullEveryReads * history.fullMs);
    const timed = { ...o, monotonicNow };
    try {
      const next =
        (refreshable
          ? await refreshHistory(client, instanceId, history, pageSize.size, isInFlight, timed)
          : null) ?? (await readAll(instanceId, o));
      // A sync reads thousands of them: what a single call reads again would fill the memory for nothing.
      const isCheap = next.items.length < pageSize.size;
      const isForgotten = o.priority === "background" && isCheap && !known.get(instanceId);
      if (!isForgotten) known.set(instanceId, next);
      return next;
    } catch (error) {
      // The history of an instance that is gone must not be shown again.
      if (error instanceof DswError && error.code === "upstream.notFound") known.delete(instanceId);
      throw error;
    }
  }

  /** The whole history beside a page just read: the page itself, or what is kept and agrees with it. */
  function wholeBeside(instanceId: string, page: HistoryWindow & Asked): HistoryReading | null {
    const { askedAt } = page;
    if (page.whole !== null) {
      const times = { askedAt, keptAt: askedAt, fullAt: askedAt, fullMs: 0 };
      known.set(instanceId, { ...page.whole, ...times });
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
      const { items, total, requestId, readAt } = page;
      return { items, total, requestId, readAt, whole: wholeBeside(instanceId, page) };
    },

    async whole(instanceId, o = {}) {
      const history = fresh(instanceId);
      if (history !== null) return readingOf(history);
      const priority = o.priority ?? "interactive";
      const next = await reading.share(
        `${priority} ${instanceId}`,
        (signal, client) => read(instanceId, { signal, client, priority }),
        o,
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
