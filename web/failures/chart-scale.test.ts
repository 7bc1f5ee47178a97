import { expect, it } from "vitest";
import { durationTop, rateTop, roundTop, tickPlaces } from "./chart-scale";

it.each([
  [0, 1],
  [1, 1],
  [3, 3],
  [7, 8],
  [48, 50],
  [51, 60],
  [1200, 2000],
])("an axis for %i ends at %i", (most, top) => {
  expect(roundTop(most)).toBe(top);
});

it("rates and times end at values of their own", () => {
  expect(rateTop(0.45)).toBe(0.5);
  expect(rateTop(0.51)).toBe(1);
  expect(durationTop(70_000)).toBe(120_000);
});

it("labels are evenly apart, and the newest is among them", () => {
  expect(tickPlaces(8, 4)).toEqual([1, 3, 5, 7]);
  expect(tickPlaces(30, 6)).toEqual([4, 9, 14, 19, 24, 29]);
  expect(tickPlaces(1, 6)).toEqual([0]);
  expect(tickPlaces(0, 6)).toEqual([]);
});
