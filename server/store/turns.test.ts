import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mapInTurns, sortInTurns } from "./turns";

/** Does the work, and counts how often the event loop turned meanwhile. */
async function turnsWhile<Result>(work: () => Promise<Result>) {
  let isDone = false;
  let turns = 0;
  const working = work().finally(() => {
    isDone = true;
  });
  for (; !isDone; turns++) await setImmediate();
  return { result: await working, turns };
}

describe("long work in parts", () => {
  it("maps every item in order, and lets the event loop turn between the parts", async () => {
    const items = Array.from({ length: 1_000 }, (_, at) => at);
    const { result, turns } = await turnsWhile(() => mapInTurns(items, (item) => 2 * item, 100));
    expect(result).toEqual(items.map((item) => 2 * item));
    expect(turns).toBeGreaterThanOrEqual(9);
  });

  it("gives each turn to one part only, however many works there are", async () => {
    const order: string[] = [];
    let turn = 0;
    let isDone = false;
    const counting = (async () => {
      for (; !isDone; turn++) await setImmediate();
    })();
    const work = (name: string) =>
      mapInTurns([1, 2, 3, 4], () => order.push(`${name} in turn ${turn}`), 1);
    await Promise.all(["a", "b", "c"].map(work));
    isDone = true;
    await counting;
    const later = order.filter((line) => !line.endsWith("turn 0"));
    expect(new Set(later.map((line) => line.replace(/^. /, ""))).size).toBe(later.length);
  });

  it("sorts as Array.prototype.sort does, equal items in their order, in more than one turn", async () => {
    const items = Array.from({ length: 30_000 }, (_, at) => ({ at, key: (at * 7919) % 1_000 }));
    const byKey = (a: { key: number }, b: { key: number }) => a.key - b.key;
    const { result, turns } = await turnsWhile(() => sortInTurns(items, byKey));
    expect(result).toEqual(items.toSorted(byKey));
    expect(turns).toBeGreaterThan(5);
  });

  it("sorts lists of any length", async () => {
    const length = fc.constantFrom(0, 1, 4_999, 5_000, 5_001, 10_001);
    await fc.assert(
      fc.asyncProperty(length, fc.nat(), async (size, seed) => {
        const items = Array.from({ length: size }, (_, at) => (at * 104_729 + seed) % 10_007);
        expect(await sortInTurns(items, (a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
      }),
      { numRuns: 20 },
    );
  });
});
