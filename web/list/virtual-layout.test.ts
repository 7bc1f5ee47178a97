import { describe, expect, it } from "vitest";
import { rowsInView, rowsNear, scrolledTo, virtualSegments } from "./virtual-layout";

/** A hundred rows of 40 pixels under a header of 36, of which ten are in view. */
const box = (top: number) => ({ count: 100, row: 40, head: 36, top, height: 436 });

describe("the rows in view", () => {
  it("are the first ones at the top, and the last ones at the end", () => {
    expect(rowsInView(box(0))).toEqual({ first: 0, last: 9 });
    expect(rowsInView(box(3600))).toEqual({ first: 89, last: 99 });
  });

  it("count one that is seen in part", () => {
    expect(rowsInView(box(1))).toEqual({ first: 0, last: 10 });
  });

  it("are none beyond the last", () => {
    expect(rowsInView({ ...box(5000), count: 3 })).toEqual({ first: 2, last: 2 });
  });
});

describe("a row that is to be seen", () => {
  it("is scrolled to from either side, no further than it must", () => {
    expect(scrolledTo(10, box(0))).toBe(40);
    expect(scrolledTo(99, box(0))).toBe(3600);
    expect(scrolledTo(5, box(400))).toBe(200);
  });

  it("moves nothing where it is whole in view", () => {
    expect(scrolledTo(9, box(0))).toBe(0);
    expect(scrolledTo(10, box(400))).toBe(400);
  });
});

describe("the rows in the document", () => {
  it("are those in view and some more, as far as there are any", () => {
    expect(rowsNear({ first: 0, last: 1 }, 2, 100, -1)).toEqual([0, 1, 2, 3]);
    expect(rowsNear({ first: 98, last: 99 }, 2, 100, -1)).toEqual([96, 97, 98, 99]);
  });

  it("hold the one with the focus in its place", () => {
    expect(rowsNear({ first: 10, last: 10 }, 1, 100, 2)).toEqual([2, 9, 10, 11]);
    expect(rowsNear({ first: 10, last: 10 }, 1, 100, 40)).toEqual([9, 10, 11, 40]);
    expect(rowsNear({ first: 10, last: 10 }, 1, 100, 11)).toEqual([9, 10, 11]);
    expect(rowsNear({ first: 10, last: 10 }, 1, 20, 40)).toEqual([9, 10, 11]);
  });
});

describe("the body of a long page", () => {
  it("has a gap before and after the rows in view", () => {
    expect(virtualSegments([10, 11], 100, 40)).toEqual([
      { gap: 400, before: 10 },
      { index: 10 },
      { index: 11 },
      { gap: 3520, before: "end" },
    ]);
  });

  it("has one more around a row that is kept though it is scrolled away", () => {
    expect(virtualSegments([0, 50, 99], 100, 40)).toEqual([
      { index: 0 },
      { gap: 1960, before: 50 },
      { index: 50 },
      { gap: 1920, before: 99 },
      { index: 99 },
    ]);
  });

  it("is all gap before anything is laid out", () => {
    expect(virtualSegments([], 100, 40)).toEqual([{ gap: 4000, before: "end" }]);
    expect(virtualSegments([], 0, 40)).toEqual([]);
  });
});
