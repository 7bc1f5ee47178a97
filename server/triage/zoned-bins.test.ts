import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binLength, binsOf, dayMs, hourMs } from "./zoned-bins";

const hours = ({ from, to }: { from: number; to: number }) => (to - from) / hourMs;
const span = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to) });

describe("hours and days of a zone", () => {
  it("begin where a clock in the zone begins them", () => {
    const days = binsOf(span("2026-03-01T17:00:00Z", "2026-03-04T15:59:59Z"), "Asia/Shanghai");
    expect(days.map(({ day }) => day)).toEqual(["2026-03-02", "2026-03-03", "2026-03-04"]);
    expect(new Date(days[0]?.from ?? 0).toISOString()).toBe("2026-03-01T16:00:00.000Z");
    const [hour] = binsOf(span("2026-03-01T17:00:00Z", "2026-03-01T18:00:00Z"), "Asia/Kolkata");
    expect(new Date(hour?.from ?? 0).toISOString()).toBe("2026-03-01T16:30:00.000Z");
  });

  it("have 23 or 25 hours where the clocks change, also at midnight", () => {
    const berlin = binsOf(span("2026-03-28T12:00:00Z", "2026-03-31T12:00:00Z"), "Europe/Berlin");
    expect(berlin.map(hours)).toEqual([24, 23, 24, 24]);
    const autumn = binsOf(span("2026-10-24T12:00:00Z", "2026-10-26T23:30:00Z"), "Europe/Berlin");
    expect(autumn.map(hours)).toEqual([24, 25, 24, 24]);
    // In Beirut the clocks leap from midnight to one.
    const beirut = binsOf(span("2026-03-27T12:00:00Z", "2026-03-30T12:00:00Z"), "Asia/Beirut");
    expect(beirut.map(({ day }) => day)).toEqual([
      "2026-03-27",
      "2026-03-28",
      "2026-03-29",
      "2026-03-30",
    ]);
    expect(beirut.map(hours)).toEqual([24, 24, 23, 24]);
  });

  it("follow each other without a gap, and hold the whole span", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: Date.parse("2040-01-01T00:00:00Z") }),
        fc.integer({ min: 1, max: 40 * 24 * hourMs }),
        fc.constantFrom("UTC", "Asia/Shanghai", "America/St_Johns", "Australia/Lord_Howe"),
        (from, length, zone) => {
          const wanted = { from, to: from + length };
          const bins = binsOf(wanted, zone);
          expect(bins[0]?.from).toBeLessThanOrEqual(wanted.from);
          expect(bins.at(-1)?.to).toBeGreaterThanOrEqual(wanted.to);
          expect(bins.slice(1).map((bin) => bin.from)).toEqual(
            bins.slice(0, -1).map((bin) => bin.to),
          );
          if (binLength(wanted) === dayMs) {
            expect(new Set(bins.map(({ day }) => day)).size).toBe(bins.length);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
