import { describe, expect, it } from "vitest";
import { durationOf, phaseOf, timeOf } from "./phase";

const now = Date.parse("2026-03-01T12:00:00Z");
const hours = (n: number) => new Date(now - n * 3_600_000).toISOString();
const standing = (
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
    expect(phaseOf(standing(status), now)).toBe(phase);
  });

  it("ignores the word's case", () => {
    expect(phaseOf(standing("PUSHING"), now)).toBe("inFlight");
  });

  it("keeps a snapshot with a reason in flight, as the documented example has it", () => {
    expect(phaseOf(standing("Pushing", "Internal Error"), now)).toBe("inFlight");
  });

  it("takes a reason with an unknown word as a failure", () => {
    expect(phaseOf(standing("Archived", "Internal Error"), now)).toBe("failed");
    expect(phaseOf(standing("Terminated", "Internal Error"), now)).toBe("failed");
  });

  it("lets an unknown word be in flight for six hours after its last change", () => {
    expect(phaseOf(standing("Archiving", null, hours(5.9)), now)).toBe("inFlight");
    expect(phaseOf(standing("Archiving", null, hours(6)), now)).toBe("unknown");
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

it("timeOf is null for text that is not a time", () => {
  expect(timeOf("2026-03-01T12:00:00Z")).toBe(now);
  expect(timeOf("null")).toBeNull();
});
