import { expect, it } from "vitest";
import { groupingFigures } from "../bench/grouping-figures";

it("a message is right when its group has exactly the messages of its label", () => {
  const labels = ["a", "a", "a", "b", "b", "c"];
  expect(groupingFigures(labels, ["1", "1", "1", "2", "2", "3"])).toEqual({
    accuracy: 1,
    precision: 1,
    recall: 1,
  });
  // A split of `a`: none of its three is right, one of four pairs is kept and lost are two.
  expect(groupingFigures(labels, ["1", "1", "4", "2", "2", "3"])).toEqual({
    accuracy: 0.5,
    precision: 1,
    recall: 0.5,
  });
  // `b` and `c` in one group: one of its three pairs is right.
  const merged = groupingFigures(labels, ["1", "1", "1", "2", "2", "2"]);
  expect(merged.accuracy).toBe(0.5);
  expect(merged.precision).toBeCloseTo(4 / 6);
  expect(merged.recall).toBe(1);
});

it("without pairs nothing was wrong", () => {
  expect(groupingFigures(["a"], ["1"])).toEqual({ accuracy: 1, precision: 1, recall: 1 });
});
