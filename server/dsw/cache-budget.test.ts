import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCacheBudget } from "./cache-budget";
import { readSnapshot } from "./parse-items";
import { createSnapshotHistories } from "./snapshot-histories";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");
const heapBytes = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

const mebibyte = 1024 * 1024;

it("keeps fifteen reasons of a megabyte for each of 16 instances within its budget", async () => {
  const budget = createCacheBudget(64 * mebibyte);
  const client = {
    async listSnapshots(instanceId: string) {
      const rows = Array.from({ length: 15 }, (_, n) => ({
        SnapshotId: `snp-${n}`,
        ReasonMessage: JSON.parse(`"${String(n % 10).repeat(mebibyte)}"`),
      }));
      const items = rows
        .map((row) => readSnapshot(row, instanceId))
        .filter((snapshot) => snapshot !== null);
      return { items, total: 15, requestId: null, readAt: 0 };
    },
    getSnapshot: () => Promise.reject(new Error("not asked for")),
  };
  const regions = [1, 2].map(() => createSnapshotHistories(client, { budget }));
  const before = heapBytes();
  for (let n = 0; n < 8; n += 1) {
    for (const histories of regions) {
      await histories.window(`dsw-${n}`, { page: 1, size: 20, order: "desc" });
      await histories.whole(`dsw-${n}`);
    }
  }
  expect(budget.usedBytes()).toBeGreaterThan(32 * mebibyte);
  expect(budget.usedBytes()).toBeLessThanOrEqual(64 * mebibyte);
  expect(heapBytes() - before).toBeLessThan(70 * mebibyte);
});

describe("caches of one budget", () => {
  it("give up what was used least lately, whichever cache it is in", () => {
    const budget = createCacheBudget(4_000);
    const pages = budget.cache<{ text: string }>();
    const lists = budget.cache<{ text: string }>();
    const text = "x".repeat(1_000);
    pages.set("a", { text });
    lists.set("a", { text });
    expect(pages.get("a")).toEqual({ text });
    pages.set("b", { text });
    expect(lists.get("a")).toBeUndefined();
    expect(pages.get("a")).toEqual({ text });
  });

  it("keep nothing that is larger than the budget, and give the old value up for it", () => {
    const pages = createCacheBudget(4_000).cache<{ text: string }>();
    pages.set("a", { text: "small" });
    pages.set("a", { text: "x".repeat(5_000) });
    expect(pages.get("a")).toBeUndefined();
  });

  it("never use more than the budget, and never mix up values", () => {
    const step = fc.record({
      cache: fc.nat(1),
      key: fc.constantFrom("a", "b", "c"),
      length: fc.nat(2_000),
      kind: fc.constantFrom("get", "set", "delete"),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const budget = createCacheBudget(5_000);
        const caches = [budget.cache<{ text: string }>(), budget.cache<{ text: string }>()];
        const last = new Map<string, string>();
        for (const { cache, key, length, kind } of steps) {
          const name = `${cache} ${key}`;
          const text = `${name} ${"x".repeat(length)}`;
          if (kind === "set") {
            caches[cache]?.set(key, { text });
            last.set(name, text);
          } else if (kind === "delete") {
            caches[cache]?.delete(key);
            last.delete(name);
          }
          const found = caches[cache]?.get(key);
          if (found !== undefined) expect(found.text).toBe(last.get(name));
          expect(budget.usedBytes()).toBeLessThanOrEqual(5_000);
        }
        for (const cache of caches) for (const key of ["a", "b", "c"]) cache.delete(key);
        expect(budget.usedBytes()).toBe(0);
      }),
    );
  });
});
