import { describe, expect, it, vi } from "vitest";
import type { UpstreamSnapshot } from "../contract";
import { createCacheBudget } from "./cache-budget";
import { SimulatedService } from "./simulated-service.testing";
import { createSnapshotHistories, type HistoryOptions } from "./snapshot-histories";

/** Histories over a simulated service, with a clock that the test moves. */
function setUp(rows: number, options: HistoryOptions = {}) {
  let at = 1_000_000;
  const now = () => at;
  const service = new SimulatedService(rows, now);
  const histories = createSnapshotHistories(
    {
      listSnapshots: async (_, q) => service.page(q.page, q.size, q.order),
      getSnapshot: async (_, snapshotId) => ({
        item: service.single(snapshotId),
        requestId: "single",
        readAt: at,
      }),
    },
    { monotonicNow: now, ...options },
  );
  const pass = (ms: number) => {
    at += ms;
  };
  const callsOf = async (work: () => Promise<unknown>) => {
    const before = service.pagesRead + service.singlesRead.length;
    await work();
    return service.pagesRead + service.singlesRead.length - before;
  };
  return { service, histories, pass, callsOf };
}

const ids = (rows: readonly UpstreamSnapshot[]) => rows.map((row) => row.snapshotId);
const desc = (page: number, size: number) => ({ page, size, order: "desc" }) as const;

describe("a window", () => {
  it("costs one call, and the next page of the same hundred costs none", async () => {
    const { service, histories, callsOf } = setUp(250);
    const first = await histories.window("dsw-1", desc(1, 20));
    expect(ids(first.items)).toEqual(ids(service.rows.slice(0, 20)));
    expect(first).toMatchObject({ total: 250, whole: null });
    expect(await callsOf(() => histories.window("dsw-1", desc(2, 20)))).toBe(0);
    expect(await callsOf(() => histories.window("dsw-1", desc(6, 20)))).toBe(1);
    const last = await histories.window("dsw-1", desc(13, 20));
    expect(ids(last.items)).toEqual(ids(service.rows.slice(240)));
  });

  it("that straddles two hundreds is asked for as it is", async () => {
    const { service, histories, callsOf } = setUp(250);
    let items: readonly UpstreamSnapshot[] = [];
    const calls = await callsOf(async () => {
      items = (await histories.window("dsw-1", desc(4, 30))).items;
    });
    expect(calls).toBe(1);
    expect(ids(items)).toEqual(ids(service.rows.slice(90, 120)));
  });

  it("of a small history brings the whole along", async () => {
    const { service, histories, callsOf } = setUp(35);
    const window = await histories.window("dsw-1", { page: 2, size: 10, order: "asc" });
    expect(ids(window.items)).toEqual(ids(service.rows.toReversed().slice(10, 20)));
    expect(ids(window.whole?.items ?? [])).toEqual(ids(service.rows));
    expect(await callsOf(() => histories.whole("dsw-1"))).toBe(0);
  });

  it("is read again after two seconds", async () => {
    const { service, histories, pass } = setUp(35);
    await histories.window("dsw-1", desc(1, 10));
    const made = service.create("Pushing");
    pass(2_000);
    const window = await histories.window("dsw-1", desc(1, 10));
    expect(window.items[0]?.snapshotId).toBe(made.snapshotId);
    expect(window.total).toBe(36);
  });

  it("is read again after two seconds also when the time of day is set back", async () => {
    vi.useFakeTimers({ toFake: ["Date", "performance"] });
    const service = new SimulatedService(35, Date.now);
    const histories = createSnapshotHistories({
      listSnapshots: async (_, q) => service.page(q.page, q.size, q.order),
      getSnapshot: () => Promise.reject(new Error("not asked for")),
    });
    await histories.window("dsw-1", desc(1, 10));
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(6_000);
    service.create("Pushing");
    expect((await histories.window("dsw-1", desc(1, 10))).total).toBe(36);
    expect((await histories.whole("dsw-1")).total).toBe(36);
    vi.useRealTimers();
  });

  it("is put together where the service takes smaller pages only", async () => {
    const { service, histories } = setUp(120);
    service.cutAt = 50;
    const window = await histories.window("dsw-1", desc(1, 100));
    expect(ids(window.items)).toEqual(ids(service.rows.slice(0, 100)));
  });

  it("far down is right on the first call, where the service takes smaller pages only", async () => {
    const { service, histories } = setUp(120);
    service.cutAt = 50;
    const window = await histories.window("dsw-1", desc(2, 100));
    expect(ids(window.items)).toEqual(ids(service.rows.slice(100)));
  });

  it("past the end is empty and has the total", async () => {
    const { histories } = setUp(5);
    expect(await histories.window("dsw-1", desc(9, 20))).toMatchObject({ items: [], total: 5 });
  });

  it("carries the whole that is kept, with its own fresher rows in it", async () => {
    const { service, histories, pass } = setUp(250);
    await histories.whole("dsw-1");
    pass(2_500);
    service.modify(0, "Failed");
    const window = await histories.window("dsw-1", desc(1, 10));
    expect(window.items[0]?.status).toBe("Failed");
    expect(window.whole?.items[0]?.status).toBe("Failed");
    expect(window.whole?.items).toHaveLength(250);
  });
});

describe("a whole history", () => {
  it("is kept for five seconds, then brought up to date by one call", async () => {
    const { service, histories, pass, callsOf } = setUp(1_000);
    expect(await callsOf(() => histories.whole("dsw-1"))).toBe(12);
    pass(4_900);
    expect(await callsOf(() => histories.whole("dsw-1"))).toBe(0);
    pass(200);
    service.create("Pushing");
    service.create("Pushing");
    expect(await callsOf(() => histories.whole("dsw-1"))).toBe(1);
    const { items, total } = await histories.whole("dsw-1");
    expect(ids(items)).toEqual(ids(service.rows));
    expect(total).toBe(1_002);
  });

  it("re-reads what is in flight beyond the newest page one by one", async () => {
    const { service, histories, pass, callsOf } = setUp(300);
    service.modify(150, "Pushing");
    service.modify(250, "Pushing");
    await histories.whole("dsw-1");
    service.modify(150, "Saved");
    pass(6_000);
    expect(await callsOf(() => histories.whole("dsw-1"))).toBe(3);
    const { items } = await histories.whole("dsw-1");
    expect(items[150]?.status).toBe("Saved");
    expect(items).toEqual(service.rows);
  });

  it("is read in full when too much is in flight beyond the newest page", async () => {
    const { service, histories, pass } = setUp(300);
    for (let at = 120; at < 140; at += 1) service.modify(at, "Pushing");
    await histories.whole("dsw-1");
    for (let at = 120; at < 140; at += 1) service.modify(at, "Saved");
    pass(6_000);
    expect((await histories.whole("dsw-1")).items).toEqual(service.rows);
    expect(service.singlesRead).toEqual([]);
  });

  it.each([0, 50, 150, 299])("is read in full when row %i has gone", async (at) => {
    const { service, histories, pass } = setUp(300);
    await histories.whole("dsw-1");
    service.remove(at);
    pass(6_000);
    expect(ids((await histories.whole("dsw-1")).items)).toEqual(ids(service.rows));
  });

  it("is not fooled by one row gone and one made", async () => {
    const { service, histories, pass } = setUp(300);
    await histories.whole("dsw-1");
    service.remove(200);
    service.create();
    pass(6_000);
    expect(ids((await histories.whole("dsw-1")).items)).toEqual(ids(service.rows));
  });

  it("is read in full at least every minute", async () => {
    const { service, histories, pass } = setUp(300);
    await histories.whole("dsw-1");
    service.modify(250, "Deleting");
    for (let round = 0; round < 12; round += 1) {
      pass(5_001);
      await histories.whole("dsw-1");
    }
    expect((await histories.whole("dsw-1")).items[250]?.status).toBe("Deleting");
  });

  it("is read once for callers at the same time", async () => {
    const { histories, callsOf } = setUp(300);
    const calls = await callsOf(() =>
      Promise.all([histories.whole("dsw-1"), histories.whole("dsw-1"), histories.whole("dsw-1")]),
    );
    expect(calls).toBe(5);
  });

  it("is kept of a background read where reading it again takes more than a call, or it was kept before", async () => {
    const budget = createCacheBudget(1_000_000);
    const background = { priority: "background" } as const;
    const small = setUp(99, { budget });
    for (const id of ["dsw-1", "dsw-2"]) await small.histories.whole(id, background);
    expect(budget.usedBytes()).toBe(0);
    await small.histories.whole("dsw-1");
    small.pass(6_000);
    small.service.create();
    await small.histories.whole("dsw-1", background);
    expect((await small.histories.whole("dsw-1")).total).toBe(100);

    const large = setUp(250);
    await large.histories.whole("dsw-1", background);
    large.pass(6_000);
    expect(await large.callsOf(() => large.histories.whole("dsw-1", background))).toBe(1);
  });

  it("is dropped, the least used first, when the budget is spent", async () => {
    const budget = createCacheBudget(400_000);
    const { histories, callsOf } = setUp(300, { budget });
    for (const id of ["dsw-1", "dsw-2", "dsw-3", "dsw-4", "dsw-5"]) await histories.whole(id);
    expect(budget.usedBytes()).toBeLessThanOrEqual(400_000);
    expect(await callsOf(() => histories.whole("dsw-5"))).toBe(0);
    expect(await callsOf(() => histories.whole("dsw-1"))).toBeGreaterThan(0);
  });
});

describe("one snapshot", () => {
  it("comes from what was just read, or from the service", async () => {
    const { service, histories, pass, callsOf } = setUp(300);
    const newest = service.rows[0]?.snapshotId ?? "";
    const oldest = service.rows[299]?.snapshotId ?? "";
    await histories.window("dsw-1", desc(1, 20));
    expect(await callsOf(() => histories.one("dsw-1", newest))).toBe(0);
    expect(await callsOf(() => histories.one("dsw-1", oldest))).toBe(1);
    pass(2_000);
    expect(await callsOf(() => histories.one("dsw-1", newest))).toBe(1);
    expect((await histories.one("dsw-1", oldest)).item).toEqual(service.rows[299]);
  });

  it("in flight is asked for as soon as the page it was on is old", async () => {
    const { service, histories, pass, callsOf } = setUp(30);
    const pushing = service.create("Pushing").snapshotId;
    const settled = service.rows[5]?.snapshotId ?? "";
    await histories.whole("dsw-1");
    pass(3_000);
    expect(await callsOf(() => histories.one("dsw-1", settled))).toBe(0);
    expect(await callsOf(() => histories.one("dsw-1", pushing))).toBe(1);
  });

  it("that is unknown is the service's own error", async () => {
    const { histories } = setUp(3);
    await expect(histories.one("dsw-1", "snp-x")).rejects.toMatchObject({
      code: "upstream.notFound",
    });
  });
});
