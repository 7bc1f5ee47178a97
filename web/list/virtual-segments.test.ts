import { describe, expect, it } from "vitest";
import { virtualSegments } from "./virtual-segments";

/** Rows of 40 pixels under a header of 36. */
const rows = (...indexes: number[]) =>
  indexes.map((index) => ({ index, start: 36 + index * 40, end: 76 + index * 40 }));

describe("the body of a long page", () => {
  it("has a gap before and after the rows in view", () => {
    expect(virtualSegments(rows(10, 11), 36, 4036)).toEqual([
      { gap: 400, before: 10 },
      { index: 10 },
      { index: 11 },
      { gap: 3520, before: "end" },
    ]);
  });

  it("has one more around a row that is kept though it is scrolled away", () => {
    expect(virtualSegments(rows(0, 50, 99), 36, 4036)).toEqual([
      { index: 0 },
      { gap: 1960, before: 50 },
      { index: 50 },
      { gap: 1920, before: 99 },
      { index: 99 },
    ]);
  });

  it("is all gap before anything is laid out", () => {
    expect(virtualSegments([], 36, 4036)).toEqual([{ gap: 4000, before: "end" }]);
    expect(virtualSegments([], 36, 36)).toEqual([]);
  });
});
