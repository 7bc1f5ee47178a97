/** A point of a small chart, in the units of its view box. */
export interface Point {
  x: number;
  y: number;
}

/**
 * A line through the middles of equal slices, broken where there is no value. The runs of points are
 * given apart: a gap is never drawn across.
 * @param most the value that reaches the top
 */
export function linesOf(
  values: readonly (number | null)[],
  box: { width: number; height: number },
  most: number,
): Point[][] {
  const step = box.width / Math.max(1, values.length);
  const runs: Point[][] = [[]];
  values.forEach((value, index) => {
    if (value === null) {
      runs.push([]);
      return;
    }
    const share = most <= 0 ? 0 : Math.min(1, Math.max(0, value / most));
    runs.at(-1)?.push({ x: (index + 0.5) * step, y: box.height * (1 - share) });
  });
  return runs.filter((run) => run.length > 0);
}
