import { describe, expect, it } from "vitest";
import { rowAfterKey } from "./row-keys";

describe("moving between rows", () => {
  it.each([
    ["ArrowDown", 0, 1],
    ["ArrowDown", 4, 4],
    ["ArrowUp", 4, 3],
    ["ArrowUp", 0, 0],
    ["Home", 3, 0],
    ["End", 1, 4],
    ["Enter", 1, null],
    ["a", 1, null],
  ])("%s from row %d of five goes to %s", (key, from, to) => {
    expect(rowAfterKey(key, from, 5)).toBe(to);
  });
});
