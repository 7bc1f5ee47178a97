import type { Instance } from "../contract";
import { type CacheBudget, createCacheBudget, defaultCacheBytes } from "./cache-budget";
import type { DswClient } from "./client";
import { createCoalescer } from "./coalesce";
import { createPageSizeFinder } from "./page-size";
import { readAllPages } from "./read-all-pages";
import type { CallOptions, InstancePageQuery, UpstreamPage } from "./reads";

/** Every instance of a workspace, or of all; newest first. */
export interface InstanceReading {
  items: readonly Instance[];
  total: number;
  requestId: string | null;
  /** In milliseconds since the epoch. */
  readAt: number;
}

export interface InstanceCacheQuery {
  /** An id or `ALL`; the client's own workspace when absent. */
  workspace?: string;
}

/** Instance lists for many readers: pages of the service's own, and whole ones for what it does not offer. */
export interface InstanceCache {
  /** A page in an order of the service's; kept for a moment, so that readers who ask one after the other share a call. */
  page(q: InstancePageQuery, o?: CallOptions): Promise<UpstreamPage<Instance>>;
  /** Callers at the same time share one reading. */
  whole(q?: InstanceCacheQuery, o?: CallOptions): Promise<InstanceReading>;
  /** A fresh list that is kept, or null; it never asks the service. */
  peek(q?: InstanceCacheQuery): InstanceReading | null;
}

export interface InstanceCacheOptions {
  /** A clock that never steps back, in milliseconds: what is fresh is decided by it. */
  monotonicNow?: () => number;
  /** The memory that the lists may use (default: 128 MiB of their own). */
  budget?: CacheBudget;
  /** The least time a list counts as fresh (default 10 s). */
  ttlMs?: number;
  /** How long a page counts as fresh (default 2 s). */
  pageTtlMs?: number;
}

/** A list also counts as fresh for ten times what reading it took: a slow account is not read all the time. */
const freshForReads = 10;
/** Instance lists over one client; the cache is its own. */
export function createInstanceCache(
  client: Pick<DswClient, "listInstances">,
  options: InstanceCacheOptions = {},
): InstanceCache {
  const {
    ttlMs = 10_000,
    pageTtlMs = 2_000,
    budget = createCacheBudget(defaultCacheBytes),
  } = options;
  const monotonicNow = options.monotonicNow ?? (() => performance.now());
  const kept = budget.cache<{ list: InstanceReading; freshUntil: number }>();
  const pages = budget.cache<{ page: UpstreamPage<Instance>; askedAt: number }>();
  const reading = createCoalescer<InstanceReading>();
  const pageSize = createPageSizeFinder();

  function peek({ workspace = "" }: InstanceCacheQuery = {}): InstanceReading | null {
    const entry = kept.get(workspace);
    return entry && monotonicNow() < entry.freshUntil ? entry.list : null;
  }

  async function read(q: InstanceCacheQuery, o: CallOptions): Promise<InstanceReading> {
    const startedAt = monotonicNow();
    const { items, total, requestId, readAt } = await readAllPages<Instance>({
      keyOf: (instance) => instance.instanceId,
      pageSize,
      signal: o.signal,
      // By creation, because a changed instance must not move from page to page while they are read.
      fetchPage: (page, size, signal) =>
        client.listInstances(
          { ...q, page, size, sort: "GmtCreateTime", order: "desc" },
          { ...o, signal },
        ),
    });
    const list = { items, total, requestId, readAt };
    const tookMs = monotonicNow() - startedAt;
    const freshUntil = startedAt + Math.max(ttlMs, freshForReads * tookMs);
    kept.set(q.workspace ?? "", { list, freshUntil });
    return list;
  }

  return {
    peek,
    async page(q, o) {
      const key = JSON.stringify([q.workspace, q.sort, q.order, q.size, q.page, q.statuses]);
      const known = pages.get(key);
      const askedAt = monotonicNow();
      if (known && askedAt - known.askedAt < pageTtlMs) return known.page;
      const page = await client.listInstances(q, o);
      pages.set(key, { page, askedAt });
      return page;
    },
    async whole(q = {}, o = {}) {
      const known = peek(q);
      if (known !== null) return known;
      const priority = o.priority ?? "interactive";
      return reading.share(
        `${priority} ${q.workspace ?? ""}`,
        (signal, client) => read(q, { signal, client, priority }),
        o,
      );
    },
  };
}
