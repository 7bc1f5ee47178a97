import { describe, expect, it } from "vitest";
import { daysOfPeriod, daysOfSpan, spanOfDays } from "./day-span";

it.each([
  ["24h", "2026-03-01", "2026-03-01"],
  ["7d", "2026-02-23", "2026-03-01"],
  ["30d", "2026-01-31", "2026-03-01"],
] as const)("%s is from %s to %s", (period, from, to) => {
  expect(daysOfPeriod(period, Date.parse("2026-03-01T23:59:59Z"), "utc")).toEqual({ from, to });
});

describe("days of an address", () => {
  it("are moments, and come back as days of the same zone", () => {
    const days = { from: "2026-02-28", to: "2026-03-01" };
    expect(spanOfDays(days, "utc")).toEqual({
      from: "2026-02-28T00:00:00Z",
      to: "2026-03-02T00:00:00Z",
    });
    for (const zone of ["utc", "local"] as const)
      expect(daysOfSpan(spanOfDays(days, zone), zone)).toEqual(days);
  });

  it("are UTC's in links that were handed out before", () => {
    expect(daysOfSpan({ from: "2026-02-28", to: "2026-03-01" }, "utc")).toEqual({
      from: "2026-02-28",
      to: "2026-03-01",
    });
  });

  it("are none for hours", () => {
    expect(
      daysOfSpan({ from: "2026-02-28T05:00:00Z", to: "2026-02-28T06:00:00Z" }, "utc"),
    ).toBeNull();
  });
});
