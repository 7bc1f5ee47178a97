import fc from "fast-check";
import { expect, it } from "vitest";
import { linesOf } from "./lines";

const box = { width: 100, height: 40 };

it("breaks where nothing is known", () => {
  expect(linesOf([0, null, 5, 10], box, 10)).toEqual([
    [{ x: 12.5, y: 40 }],
    [
      { x: 62.5, y: 20 },
      { x: 87.5, y: 0 },
    ],
  ]);
});

it("keeps every value inside the box", () => {
  const value = fc.option(fc.double({ noNaN: true, min: 0, max: 1e9 }));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 40 }), fc.nat(), (values, most) => {
      const points = linesOf(values, box, most).flat();
      expect(points).toHaveLength(values.filter((one) => one !== null).length);
      for (const { x, y } of points) {
        expect(x >= 0 && x <= box.width && y >= 0 && y <= box.height).toBe(true);
      }
    }),
  );
});
