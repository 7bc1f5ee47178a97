import { expect, it } from "vitest";
import { spanOfPeriod } from "./day-span";

it.each([
  ["24h", "2026-03-01", "2026-03-01"],
  ["7d", "2026-02-23", "2026-03-01"],
  ["30d", "2026-01-31", "2026-03-01"],
] as const)("%s is from %s to %s", (period, from, to) => {
  expect(spanOfPeriod(period, Date.parse("2026-03-01T23:59:59Z"))).toEqual({ from, to });
});
