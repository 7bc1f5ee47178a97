import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationOf, phaseOf, timeOf } from "./phase";

const now = Date.parse("2026-03-01T12:00:00Z");
const hours = (n: number) => new Date(now - n * 3_600_000).toISOString();
const snapshotWith = (
  status: string | null,
  reasonCode: string | null = null,
  modified = hours(24),
) => ({
  status,
  reasonCode,
  gmtModifiedTime: modified,
});

describe("phaseOf", () => {
  it.each([
    ["Pushing", "inFlight"],
    ["Creating", "inFlight"],
    ["Committing", "inFlight"],
    ["Saving", "inFlight"],
    ["Deleting", "inFlight"],
    ["Success", "succeeded"],
    ["Succeeded", "succeeded"],
    ["Available", "succeeded"],
    ["Failed", "failed"],
    ["SaveFailed", "failed"],
    ["PushError", "failed"],
    ["Terminated", "unknown"],
  ] as const)("reads %s as %s", (status, phase) => {
    expect(phaseOf(snapshotWith(status), now)).toBe(phase);
  });

  it("does not care about the word's case", () => {
    expect(phaseOf(snapshotWith("PUSHING"), now)).toBe("inFlight");
  });

  it("keeps a push with a reason in flight, as the documented example has it", () => {
    expect(phaseOf(snapshotWith("Pushing", "Internal Error"), now)).toBe("inFlight");
  });

  it("reads a reason on an unknown, settled word as a failure", () => {
    expect(phaseOf(snapshotWith("Hibernating", "Internal Error"), now)).toBe("failed");
    expect(phaseOf(snapshotWith("Terminated", "Internal Error"), now)).toBe("failed");
  });

  it("lets an unknown word be in flight for six hours after its last change", () => {
    expect(phaseOf(snapshotWith("Archiving", null, hours(5.9)), now)).toBe("inFlight");
    expect(phaseOf(snapshotWith("Archiving", null, hours(6)), now)).toBe("unknown");
    expect(phaseOf({ status: null, reasonCode: null, gmtModifiedTime: null }, now)).toBe("unknown");
  });
});

describe("durationOf", () => {
  const times = { gmtCreateTime: hours(3), gmtModifiedTime: hours(1) };

  it("measures to the last change once settled, and to now while in flight", () => {
    expect(durationOf(times, "succeeded", now)).toBe(2 * 3_600_000);
    expect(durationOf(times, "inFlight", now)).toBe(3 * 3_600_000);
  });

  it("is never negative and is null without a time", () => {
    expect(durationOf({ ...times, gmtCreateTime: hours(-1) }, "inFlight", now)).toBe(0);
    expect(durationOf({ ...times, gmtModifiedTime: null }, "failed", now)).toBeNull();
    expect(durationOf({ ...times, gmtCreateTime: "yesterday" }, "failed", now)).toBeNull();
  });
});

describe("timeOf", () => {
  it.each([
    ["2026-03-01T12:00:00Z", now],
    ["2026-03-01T12:00:00.250Z", now + 250],
    ["2026-03-01T20:00:00+08:00", now],
    ["2026-03-01 12:00:00", now],
    ["2026-03-01", now - 12 * 3_600_000],
    [String(now), now],
  ])("reads %s", (text, time) => {
    expect(timeOf(text)).toBe(time);
  });

  it.each([
    "null",
    "",
    "foo 1",
    "1",
    "2026",
    "yesterday",
    "Mar 1, 2026",
    "2026-02-30T00:00:00Z",
    "2026-13-01",
    "2026-03-01T25:00:00Z",
    "2026-03-01T12:00:00+99:00",
    "+275760-09-13T00:00:00Z",
  ])("reads nothing into %j", (text) => {
    expect(timeOf(text)).toBeNull();
  });

  it("reads back every time that is written in ISO form or milliseconds", () => {
    const times = fc.date({
      min: new Date("1974-01-01T00:00:00Z"),
      max: new Date("2199-12-31T23:59:59Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(times, (time) => {
        expect(timeOf(time.toISOString())).toBe(time.getTime());
        expect(timeOf(String(time.getTime()))).toBe(time.getTime());
      }),
    );
  });

  it("reads a time only into text that begins like one", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (!/^\d{4}-\d\d-\d\d|^\d{12,13}$/.test(text)) expect(timeOf(text)).toBeNull();
      }),
    );
    fc.assert(
      fc.property(fc.lorem({ maxCount: 2 }), fc.nat(), (word, n) => {
        expect(timeOf(`${word} ${n}`)).toBeNull();
      }),
    );
  });
});
