import { describe, expect, it } from "vitest";
import { maxInstanceEvents, maxLifecycleSteps } from "../contract";
import { readCloudDisks } from "./parse-disks";
import { parseInstanceEvents } from "./parse-instance-events";
import { parseLifecycle } from "./parse-lifecycle";

const success = (body: Record<string, unknown>) => ({ body, requestId: "R" });

describe("an instance's events", () => {
  it("are its texts, whatever stands between them", () => {
    const Events = ["one", null, "", { text: "no" }, ["no"], "two"];
    const read = parseInstanceEvents(success({ Events, TotalCount: 6 }), 7);
    expect(read).toEqual({
      items: ["one", "two"],
      complete: true,
      requestId: "R",
      readAt: 7,
    });
  });

  it("may be none, and are no more than are handed on", () => {
    expect(parseInstanceEvents(success({}), 0)).toMatchObject({ items: [], complete: true });
    expect(parseInstanceEvents(success({ Events: null }), 0).items).toEqual([]);
    const many = Array.from({ length: maxInstanceEvents + 1 }, (_, n) => `event ${n}`);
    const read = parseInstanceEvents(success({ Events: many }), 0);
    expect(read.items).toHaveLength(maxInstanceEvents);
    expect(read.complete).toBe(false);
    const counted = parseInstanceEvents(success({ Events: ["one"], TotalCount: "9" }), 0);
    expect(counted.complete).toBe(false);
  });

  it.each([["text"], [{ 0: "x" }], [7]])("are unreadable as %j", (Events) => {
    expect(() => parseInstanceEvents(success({ Events }), 0)).toThrow(/documented shape/);
  });
});

describe("an instance's lifecycle", () => {
  const step = (Status: unknown, GmtCreateTime: unknown, more: object = {}) => ({
    Status,
    GmtCreateTime,
    ...more,
  });

  it("is the steps of all sessions in the order of time, unknown words as they are", () => {
    const Lifecycle = [
      [step("Hibernating", "2026-02-03T00:00:00Z"), step(null, 1_770_000_000_000)],
      [step("Running", "2026-02-02T08:00:00.250+08:00", { GmtEndTime: "2026-02-03T00:00:00Z" })],
      step("Stopped", "2026-02-04T00:00:00Z", { ReasonCode: "null", ReasonMessage: 7 }),
    ];
    const { items } = parseLifecycle(success({ Lifecycle }), 0);
    expect(items).toEqual([
      {
        status: "Running",
        reasonCode: null,
        reasonMessage: null,
        at: "2026-02-02T00:00:00.250Z",
        endedAt: "2026-02-03T00:00:00.000Z",
      },
      expect.objectContaining({ status: null, at: "2026-02-02T02:40:00.000Z" }),
      expect.objectContaining({ status: "Hibernating", endedAt: null }),
      expect.objectContaining({ status: "Stopped", reasonCode: null, reasonMessage: "7" }),
    ]);
  });

  it("leaves out what has no time, and older steps than are handed on", () => {
    const wild = [[null, 7, "x", {}, step("Running", "soon"), step("Running", null)], "none", null];
    expect(parseLifecycle(success({ Lifecycle: wild }), 0).items).toEqual([]);
    const many = Array.from({ length: maxLifecycleSteps + 5 }, (_, n) =>
      step(`step ${n}`, new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString()),
    );
    const read = parseLifecycle(success({ Lifecycle: [many] }), 0);
    expect(read.items).toHaveLength(maxLifecycleSteps);
    expect(read.items[0]?.status).toBe("step 5");
    expect(read.complete).toBe(false);
    expect(parseLifecycle(success({ Lifecycle: [[]], TotalCount: 4 }), 0).complete).toBe(false);
  });

  it.each([["text"], [{ none: 7 }]])("is unreadable as %j", (Lifecycle) => {
    expect(() => parseLifecycle(success({ Lifecycle }), 0)).toThrow(/documented shape/);
  });
});

describe("an instance's disks", () => {
  it("have their sizes in bytes, numbers or digits", () => {
    const disks = [
      {
        SubType: "rootfs",
        MountPath: "/mnt/workspace",
        Status: { Available: 1, Usage: "9", Capacity: 10 },
      },
      { Status: { Usage: -4, Capacity: 10 } },
    ];
    expect(readCloudDisks(disks)).toEqual([
      { subType: "rootfs", mountPath: "/mnt/workspace", available: 1, usage: 9, capacity: 10 },
      { subType: null, mountPath: null, available: null, usage: null, capacity: 10 },
    ]);
  });

  it.each([
    [null],
    ["x"],
    [{}],
    [[null, 7, {}, { Status: null }, { Status: "full" }, { Status: { Usage: {} } }]],
  ])("are none in %j", (value) => {
    expect(readCloudDisks(value)).toEqual([]);
  });
});
