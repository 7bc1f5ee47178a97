import fc from "fast-check";
import { expect, it } from "vitest";
import { barsOf } from "./bars";

const box = { width: 120, height: 20 };

it("draws the largest as high as the box and nothing for zero", () => {
  expect(barsOf([0, 5, 10], box).map(({ y, height }) => [y, height])).toEqual([
    [20, 0],
    [10, 10],
    [0, 20],
  ]);
});

it("stays inside the box, and shows whatever is not zero", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 60 }), (values) => {
      for (const [index, bar] of barsOf(values, box).entries()) {
        expect(bar.x).toBeGreaterThanOrEqual(0);
        expect(bar.x + bar.width).toBeLessThanOrEqual(box.width + 0.5);
        expect(bar.y).toBeGreaterThanOrEqual(0);
        expect(bar.y + bar.height).toBeCloseTo(box.height);
        expect(bar.height > 0).toBe((values[index] ?? 0) > 0);
      }
    }),
  );
});
