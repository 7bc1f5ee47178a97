import { describe, expect, it } from "vitest";
import { pageCount, rowSpan } from "./paging";

describe("pages of a list", () => {
  it.each([
    [0, 1],
    [1, 1],
    [20, 1],
    [21, 2],
    [6012, 301],
  ])("%d rows by 20 are %d", (total, pages) => {
    expect(pageCount(total, 20)).toBe(pages);
  });

  it("that shows all of it are one", () => {
    expect(pageCount(10_000, "all")).toBe(1);
    expect(rowSpan(10_000, 1, "all")).toEqual({ from: 1, to: 10_000 });
    expect(rowSpan(0, 1, "all")).toEqual({ from: 1, to: 0 });
  });

  it("begin and end at a row", () => {
    expect(rowSpan(35, 2, 20)).toEqual({ from: 21, to: 35 });
    expect(rowSpan(35, 3, 20)).toEqual({ from: 41, to: 35 });
  });
});
