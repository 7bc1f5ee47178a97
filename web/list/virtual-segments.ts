/** A segment of a table's body: a row by its index, or the height of the rows that are left out. */
export type VirtualSegment = { index: number } | { gap: number; before: number | "end" };

/**
 * Lays rows out in order, with a gap wherever some are left out.
 * @param items the rows that stand in the document, by their index, in pixels
 * @param from where the body begins, and `to` where it ends with all its rows, in pixels
 */
export function virtualSegments(
  items: readonly { index: number; start: number; end: number }[],
  from: number,
  to: number,
): VirtualSegment[] {
  const laid: VirtualSegment[] = [];
  let at = from;
  for (const { index, start, end } of items) {
    if (start > at) laid.push({ gap: start - at, before: index });
    laid.push({ index });
    at = end;
  }
  if (to > at) laid.push({ gap: to - at, before: "end" });
  return laid;
}
