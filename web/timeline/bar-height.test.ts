import { describe, expect, it } from "vitest";
import { barHeight, fullHeight } from "./bar-height";

describe("a bar's height", () => {
  it.each([
    [null, 1000, 12],
    [0, 0, 12],
    [-5, 1000, 12],
    [1000, 1000, 80],
    [250, 1000, 46],
    [5000, 1000, 80],
  ])("of %s ms where the longest is %s ms is %s percent", (took, longest, height) => {
    expect(barHeight(took, longest)).toBe(height);
  });
});

describe("the full height", () => {
  it("is the longest, and no more than four times the usual", () => {
    expect(fullHeight([1, null, 7], null)).toBe(7);
    expect(fullHeight([1, 7], 3)).toBe(7);
    expect(fullHeight([1, 9000], 3)).toBe(12);
    expect(fullHeight([], null)).toBe(0);
  });
});
