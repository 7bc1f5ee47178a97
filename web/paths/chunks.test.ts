import { describe, expect, it } from "vitest";
import { chunkSize, chunksAround, firstChunk, rowsOnPage } from "./chunks";

describe("the chunks a page is read in", () => {
  it.each([
    [20, 3, 20, 3],
    [100, 7, 100, 7],
    [500, 1, 100, 1],
    [500, 3, 100, 11],
    ["all", 1, 100, 1],
  ] as const)("of %s rows, page %d: %d rows each, from page %d", (size, page, rows, first) => {
    expect(chunkSize(size)).toBe(rows);
    expect(firstChunk(page, size)).toBe(first);
  });

  it.each([
    [10_000, 1, "all", 10_000],
    [1_234, 3, 500, 234],
    [1_234, 4, 500, 0],
    [35, 2, 20, 15],
  ] as const)("of %d rows, page %d of %s has %d", (total, page, size, rows) => {
    expect(rowsOnPage(total, page, size)).toBe(rows);
  });

  it.each([
    [0, 30, [0]],
    [50, 80, [0, 1]],
    [110, 140, [0, 1]],
    [9_930, 9_960, [99]],
    [120, 380, [0, 1, 2, 3, 4]],
  ])("around rows %d to %d are %j", (first, last, chunks) => {
    expect(chunksAround(first, last)).toEqual(chunks);
  });

  it("next to a row are its own, and the one it borders on", () => {
    expect(chunksAround(98, 100, 0)).toEqual([0, 1]);
    expect(chunksAround(-2, 0, 0)).toEqual([0]);
  });
});
