/** Room above the highest mark for a failure's cap, and the least that still reads as a mark, in percent. */
const highest = 80;
const lowest = 12;

/**
 * How high a mark stands, in percent of its strip. By the root of the time it took: one push of
 * hours would else flatten all others.
 */
export function markHeight(durationMs: number | null, longestMs: number): number {
  if (durationMs === null || longestMs <= 0) return lowest;
  const share = Math.sqrt(Math.min(1, Math.max(0, durationMs) / longestMs));
  return Math.round(lowest + share * (highest - lowest));
}
