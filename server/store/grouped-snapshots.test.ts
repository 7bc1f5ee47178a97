import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyone } from "../access/viewer";
import { plainSnapshot } from "../contract/rows.testing";
import { binOutcomes, touchedBins } from "./bin-outcomes";
import { changesOfDays } from "./changed-days";
import { type TestStore, testEngines } from "./engines.testing";
import { now, saveOwners } from "./failed-pushes.testing";
import { groupedSnapshots } from "./grouped-snapshots";
import { refreshDerived } from "./refresh-derived";
import { currentRules } from "./rules";
import { saveHistory } from "./save-history";
import { type RowFilter, unfiltered } from "./snapshot-filter";
import { type IndexView, viewOf, wholeView } from "./view";

const day = 86_400_000;
const filter: RowFilter = {
  ...unfiltered,
  connections: ["c"],
  from: now - 3.4 * day,
  to: now + 1,
  outcome: "failed",
  stuckBefore: 0,
};

const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** A push of an instance's history: how long ago it ended, whether it failed, and in which words. */
const push = fc.record({
  id: fc.integer({ min: 0, max: 6 }),
  ago: fc.integer({ min: 0, max: 5 * 24 * 60 }),
  failed: fc.boolean(),
  words: fc.constantFrom("disk full", "no such host", "denied"),
});

const save = (
  { index }: TestStore,
  instance: number,
  pushes: readonly { id: number; ago: number; failed: boolean; words: string }[],
) =>
  saveHistory(index, "c", `dsw-${instance}`, {
    items: pushes.map(({ id, ago, failed, words }) =>
      plainSnapshot(`dsw-${instance}`, `s-${instance}-${id}`, {
        status: failed ? "Failed" : "Saved",
        reasonCode: failed ? "ImagePushFailed" : null,
        reasonMessage: failed ? words : null,
        gmtCreateTime: iso(now - ago * 60_000 - 1_000),
        gmtModifiedTime: iso(now - ago * 60_000),
      }),
    ),
    readAt: now,
    requestId: null,
  });

const told = async (view: IndexView) => ({
  pushes: await groupedSnapshots(view, filter),
  part: await groupedSnapshots(view, { ...filter, owner: ["u-ada"], from: now - day }),
  ofText: await groupedSnapshots(view, { ...filter, q: "DISK" }),
  ofInstance: await groupedSnapshots(view, { ...filter, q: "book-1" }),
  bins: await bins(view),
});

async function bins(view: IndexView) {
  const touched = touchedBins(filter, "Asia/Shanghai", now);
  const span = { from: touched[0]?.from ?? 0, to: touched.at(-1)?.to ?? 0 };
  const changes = await changesOfDays(view, filter.connections, span);
  const failed = await groupedSnapshots(view, { ...filter, ...span });
  return binOutcomes(view, filter, touched, { failed, changes, now });
}

describe.each(await testEngines())("what is kept of days on $name", ({ open }) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await open();
    await saveOwners(store);
  });
  afterAll(() => store.drop());

  it("says the same as a reading of all, whatever is saved in between", async () => {
    const step = fc.record({
      instance: fc.integer({ min: 0, max: 2 }),
      pushes: fc.uniqueArray(push, { selector: ({ id }) => id, maxLength: 7 }),
    });
    const kept = wholeView(store.index);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        for (const { instance, pushes } of steps) {
          await save(store, instance, pushes);
          // Nothing is kept beside an index that has just been opened.
          expect(await told(kept)).toEqual(await told(wholeView({ ...store.index })));
        }
      }),
      { numRuns: 15 },
    );
  });

  it("follows rows that are derived anew", async () => {
    await save(store, 0, [{ id: 0, ago: 3000, failed: true, words: "disk full" }]);
    const kept = wholeView(store.index);
    const before = await told(kept);
    const rules = {
      ...currentRules,
      version: currentRules.version + 1,
      fingerprint: () => "by-new-rules",
    };
    while ((await refreshDerived(store.index, { rules })) > 0);
    const after = await told(kept);
    expect(after.pushes.length).toBe(before.pushes.length);
    expect(after.pushes.every((row) => row.fingerprint === "by-new-rules")).toBe(true);
  });

  it("is not read again for as long as nothing changes, and never kept for who sees a part", async () => {
    await save(store, 1, [{ id: 0, ago: 30, failed: true, words: "denied" }]);
    let asked = 0;
    const counting = (view: IndexView): IndexView => ({
      ...view,
      snapshots: (connections) => {
        asked++;
        return view.snapshots(connections);
      },
    });
    const readings = async (view: IndexView) => {
      asked = 0;
      await groupedSnapshots(view, filter);
      return asked;
    };
    const whole = counting(wholeView(store.index));
    await groupedSnapshots(whole, filter);
    expect(await readings(whole)).toBe(0);
    const part = counting(
      viewOf(store.index, {
        ...everyone,
        scopeOf: () => [{ workspaces: null, owner: "u-ada" }],
      }),
    );
    expect(await readings(part)).toBe(1);
    expect(await readings(part)).toBe(1);
  });
});
