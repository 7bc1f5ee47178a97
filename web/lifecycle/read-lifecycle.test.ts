import { describe, expect, it } from "vitest";
import { countMarks, type PlacedSnapshot, readSteps, slotsOf } from "./read-lifecycle";

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 8, minute)).toISOString();
const step = (minute: number, status: string | null) => ({
  status,
  reasonCode: null,
  reasonMessage: null,
  at: at(minute),
  endedAt: null,
});
const snapshot = (minute: number, minutes: number | null, over: Partial<PlacedSnapshot> = {}) => ({
  snapshotId: `snp-${minute}`,
  snapshotName: null,
  status: "Failed",
  phase: "failed" as const,
  at: at(minute),
  durationMs: minutes === null ? null : minutes * 60_000,
  ...over,
});

describe("an instance's lifecycle beside its snapshots", () => {
  const snapshots = [snapshot(10, 20), snapshot(60, 10), snapshot(100, null)];
  const steps = [
    step(0, "Creating"),
    step(2, "Running"),
    step(10, "Saving"),
    step(20, "Stopping"),
    step(22, "Stopped"),
    step(30, "SaveFailed"),
    step(50, "Starting"),
    step(52, "Running"),
    step(60, "Saving"),
    step(70, "Saved"),
    step(80, "ArrearStopping"),
    step(81, "Arrearge"),
    step(95, "Hibernating"),
  ];
  const read = readSteps(steps, snapshots);

  it("says which push the instance was stopped in, once a stop", () => {
    const marked = read.filter(({ mark }) => mark !== null);
    expect(marked.map(({ step, mark, during }) => [step.status, mark, during?.snapshotId])).toEqual(
      [
        ["Creating", "started", undefined],
        ["Stopping", "interrupted", "snp-10"],
        ["SaveFailed", "saveFailed", undefined],
        ["Starting", "started", undefined],
        ["ArrearStopping", "overdue", undefined],
      ],
    );
  });

  it("has a slot for each snapshot, with the weightiest in it", () => {
    expect(slotsOf(read, snapshots).map(({ mark, stopped }) => [mark, stopped])).toEqual([
      ["interrupted", false],
      ["overdue", false],
      [null, false],
    ]);
    const [, overdue] = slotsOf(read.slice(0, -1), snapshots);
    expect(overdue).toMatchObject({ stopped: true });
  });

  it("counts from the first snapshot on", () => {
    expect(countMarks(read, snapshots)).toEqual({
      interrupted: 1,
      overdue: 1,
      saveFailed: 1,
      stopped: 0,
      started: 1,
    });
  });

  it.each([
    ["at its very beginning", 10, snapshot(10, 20), "stopped"],
    ["after it had settled", 30, snapshot(10, 20), "stopped"],
    ["in one that goes on", 55, snapshot(10, 5, { phase: "inFlight" }), "interrupted"],
    ["in one of unknown length", 15, snapshot(10, null), "stopped"],
  ])("a stop %s is one in mid-push only there", (_what, minute, one, mark) => {
    expect(readSteps([step(minute, "Stopped")], [one])[0]?.mark).toBe(mark);
  });

  it("an older snapshot that is still said to be in flight takes no later stop", () => {
    const old = snapshot(1, null, { phase: "inFlight" });
    const stop = (minute: number) =>
      readSteps([step(minute, "Stopped")], [old, snapshot(10, 5)])[0];
    expect([stop(5)?.mark, stop(12)?.during?.snapshotId, stop(20)?.mark]).toEqual([
      "stopped",
      "snp-10",
      "stopped",
    ]);
  });

  it("bears steps without a word or a time, and no snapshots", () => {
    const odd = [step(1, null), { ...step(2, "Stopped"), at: "soon" }];
    expect(readSteps(odd, [])).toMatchObject([{ mark: null, during: null }]);
    expect(slotsOf([], snapshots).every(({ mark }) => mark === null)).toBe(true);
    expect(countMarks(readSteps([step(1, "Stopped")], []), []).stopped).toBe(1);
  });
});
