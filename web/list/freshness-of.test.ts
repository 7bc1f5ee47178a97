import { expect, it } from "vitest";
import { freshnessOf } from "./freshness-of";

it.each([
  [40_000, false, "upToDate"],
  [-1_000, false, "upToDate"],
  [9 * 60_000, false, "updated"],
  [40_000, true, "paused"],
] as const)("data that is %i ms old, paused %s, is called %s", (age, paused, called) => {
  expect(freshnessOf(age, paused)).toBe(called);
});
