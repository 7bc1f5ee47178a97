import { describe, expect, it } from "vitest";
import { isStuck, stuckThreshold } from "./stuck";

const hour = 3_600_000;
const hundred = Array.from({ length: 100 }, (_, index) => (index + 1) * 1000);

describe("the threshold", () => {
  it("is the 99th percentile of past durations", () => {
    expect(stuckThreshold(hundred)).toEqual({ ms: 99_000, basis: "history", sample: 100 });
  });
  it("is a set limit where there is one", () => {
    expect(stuckThreshold(hundred, hour)).toEqual({ ms: hour, basis: "limit", sample: 100 });
  });
  it("falls back to six hours on fewer than 30 snapshots with a readable duration", () => {
    const few = [...hundred.slice(0, 29), Number.NaN, -1];
    expect(stuckThreshold(few)).toEqual({ ms: 6 * hour, basis: "fallback", sample: 29 });
    expect(stuckThreshold(hundred.slice(0, 30)).basis).toBe("history");
  });
});

describe("a stuck snapshot", () => {
  const threshold = stuckThreshold([], hour);
  const gmtCreateTime = "2024-05-01T00:00:00Z";
  const start = Date.parse(gmtCreateTime);
  it("has been in flight for longer than the threshold, not just as long", () => {
    expect(isStuck({ phase: "inFlight", gmtCreateTime }, threshold, start + hour + 1)).toBe(true);
    expect(isStuck({ phase: "inFlight", gmtCreateTime }, threshold, start + hour)).toBe(false);
  });
  it("is never a settled one, an unknown one, or one without a readable time", () => {
    const late = start + 100 * hour;
    for (const phase of ["failed", "succeeded", "unknown"] as const) {
      expect(isStuck({ phase, gmtCreateTime }, threshold, late)).toBe(false);
    }
    expect(isStuck({ phase: "inFlight", gmtCreateTime: null }, threshold, late)).toBe(false);
    expect(isStuck({ phase: "inFlight", gmtCreateTime: "soon" }, threshold, late)).toBe(false);
  });
});
