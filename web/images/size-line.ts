/** A size at its place among an instance's snapshots. */
export interface SizePoint {
  x: number;
  y: number;
}

/**
 * Sizes as a line from left to right, the largest at the top and nothing at the bottom, so that a line that
 * climbs steeply stands for a size that does. What has no size has no point.
 */
export function sizeLine(
  sizes: readonly (number | null)[],
  box: { width: number; height: number },
): SizePoint[] {
  const most = Math.max(0, ...sizes.map((size) => size ?? 0));
  const step = box.width / Math.max(1, sizes.length - 1);
  return sizes.flatMap((size, index) =>
    size === null || most === 0 ? [] : [{ x: index * step, y: box.height * (1 - size / most) }],
  );
}
