/** A bar of a small chart, in the units of its view box. */
export interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Bars side by side over the whole width, the largest as high as the box, every one that is not
 * zero at least one unit high.
 */
export function barsOf(
  values: readonly number[],
  box: { width: number; height: number },
  gap = 1,
): Bar[] {
  const most = Math.max(1, ...values);
  const step = box.width / Math.max(1, values.length);
  return values.map((value, index) => {
    const height = value === 0 ? 0 : Math.max(1, (value / most) * box.height);
    return { x: index * step, y: box.height - height, width: Math.max(0.5, step - gap), height };
  });
}
