import { LRUCache } from "lru-cache";
import { byteSizeOf } from "./byte-size";

/** A cache of values by key, which shares its budget of memory with others. */
export interface BudgetedCache<V> {
  get(key: string): V | undefined;
  /** Keeps the value if it fits the budget; what was used least lately, in any cache, makes room. */
  set(key: string, value: V): void;
  delete(key: string): void;
}

/** Memory that several caches may use together. */
export interface CacheBudget {
  /** A cache of its own within the budget. */
  cache<V extends object>(): BudgetedCache<V>;
  /** Bytes that are in use, estimated. */
  usedBytes(): number;
}

/** The budget of a cache that was given none. */
export const defaultCacheBytes = 128 * 1024 * 1024;

/** What is kept for every cached value besides the value itself. */
const entryBytes = 500;

interface Slot {
  bytes: number;
  /** Called when the slot has been given up for another. */
  drop(): void;
}

/**
 * A budget for the caches of all connections: one recency list over all of them, counted in bytes, because one
 * page may be a thousand times as large as another.
 */
export function createCacheBudget(bytes: number): CacheBudget {
  const slots = new LRUCache<Slot, Slot>({
    maxSize: bytes,
    sizeCalculation: (slot) => slot.bytes,
    dispose: (slot, _key, reason) => {
      if (reason !== "delete") slot.drop();
    },
  });

  return {
    usedBytes: () => slots.calculatedSize,
    cache<V extends object>(): BudgetedCache<V> {
      const entries = new Map<string, { value: V; slot: Slot }>();
      const remove = (key: string) => {
        const entry = entries.get(key);
        if (entry === undefined) return;
        entries.delete(key);
        slots.delete(entry.slot);
      };
      return {
        get(key) {
          const entry = entries.get(key);
          if (entry !== undefined) slots.get(entry.slot);
          return entry?.value;
        },
        set(key, value) {
          remove(key);
          const slot = { bytes: entryBytes + byteSizeOf(value), drop: () => entries.delete(key) };
          if (slot.bytes > bytes) return;
          entries.set(key, { value, slot });
          slots.set(slot, slot);
        },
        delete: remove,
      };
    },
  };
}
