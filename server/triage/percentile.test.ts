import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percentile, percentiles } from "./percentile";

describe("nearest-rank percentiles", () => {
  it("computes the textbook example", () => {
    expect(percentiles([50, 15, 40, 35, 20], [5, 30, 40, 50, 100])).toEqual([15, 20, 20, 35, 50]);
  });

  it("is exact where 0.55 * 100 is not", () => {
    const upTo = Array.from({ length: 100 }, (_, index) => index + 1);
    for (const rank of upTo) expect(percentile(upTo, rank)).toBe(rank);
  });

  it("is null for nothing, and refuses a rank outside (0, 100]", () => {
    expect(percentile([], 99)).toBeNull();
    expect(percentile([Number.NaN], 50)).toBeNull();
    for (const rank of [0, -1, 100.1, Number.NaN])
      expect(() => percentile([1], rank)).toThrow(RangeError);
  });

  it("gives the smallest value that so many percent of the sample do not exceed", () => {
    const sample = fc.array(fc.integer(), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(sample, fc.integer({ min: 1, max: 100 }), (values, rank) => {
        const before = [...values];
        const found = percentile(values, rank) ?? Number.NaN;
        const share = (limit: (value: number) => boolean) => values.filter(limit).length * 100;
        expect(values).toContain(found);
        expect(share((value) => value <= found)).toBeGreaterThanOrEqual(rank * values.length);
        expect(share((value) => value < found)).toBeLessThan(rank * values.length);
        expect(values).toEqual(before);
      }),
    );
  });
});
