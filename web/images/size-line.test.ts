import { describe, expect, it } from "vitest";
import { sizeLine } from "./size-line";

const box = { width: 100, height: 20 };

describe("the line of sizes", () => {
  it("goes from left to right, the largest at the top, and skips what is not known", () => {
    expect(sizeLine([5, null, 10], box)).toEqual([
      { x: 0, y: 10 },
      { x: 100, y: 0 },
    ]);
  });

  it("has no point without a size", () => {
    expect(sizeLine([], box)).toEqual([]);
    expect(sizeLine([null], box)).toEqual([]);
    expect(sizeLine([0, 0], box)).toEqual([]);
  });
});
