import { LRUCache } from "lru-cache";
import type { Instance } from "../contract";
import type { CallOptions, DswClient } from "./client";
import { createCoalescer } from "./coalesce";
import { createPageSizeFinder } from "./page-size";
import { readAllPages } from "./read-all-pages";

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

/** Whole instance lists, for sorting, searching and facets the service does not offer. */
export interface InstanceCache {
  /** Callers at the same time share one reading. */
  whole(q?: InstanceCacheQuery, o?: CallOptions): Promise<InstanceReading>;
  /** A fresh set that is at hand, or null; it never asks the service. */
  peek(q?: InstanceCacheQuery): InstanceReading | null;
}

export interface InstanceCacheOptions {
  now?: () => number;
  /** The least time a set counts as fresh (default 10 s). */
  ttlMs?: number;
}

/** A set also counts as fresh for ten times what reading it took: a slow account is not read all the time. */
const freshForReads = 10;
/** Workspaces whose sets are kept. */
const maxEntries = 50;

/** Instance sets over one client; the cache is its own. */
export function createInstanceCache(
  client: Pick<DswClient, "listInstances">,
  options: InstanceCacheOptions = {},
): InstanceCache {
  const { now = Date.now, ttlMs = 10_000 } = options;
  const kept = new LRUCache<string, { set: InstanceReading; freshUntil: number }>({
    max: maxEntries,
  });
  const reading = createCoalescer<InstanceReading>();
  const pageSize = createPageSizeFinder();

  function peek({ workspace = "" }: InstanceCacheQuery = {}): InstanceReading | null {
    const entry = kept.get(workspace);
    return entry && now() < entry.freshUntil ? entry.set : null;
  }

  async function read(q: InstanceCacheQuery, o: CallOptions): Promise<InstanceReading> {
    const startedAt = now();
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
    const set = { items, total, requestId, readAt };
    const freshUntil = startedAt + Math.max(ttlMs, freshForReads * (now() - startedAt));
    kept.set(q.workspace ?? "", { set, freshUntil });
    return set;
  }

  return {
    peek,
    async whole(q = {}, o = {}) {
      const known = peek(q);
      if (known !== null) return known;
      const priority = o.priority ?? "interactive";
      return reading.share(
        `${priority} ${q.workspace ?? ""}`,
        (signal) => read(q, { signal, priority }),
        o.signal,
      );
    },
  };
}
