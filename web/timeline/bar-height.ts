/** Room above the highest mark for a failure's cap, and the least that still reads as a mark, in percent. */
const highest = 80;
const lowest = 12;

/** How many times the usual a push may take before its mark grows no higher. */
const cap = 4;

/** The time in milliseconds that stands for a full mark: the longest, unless it is far beyond the usual. */
export function fullHeight(durations: readonly (number | null)[], typicalMs: number | null) {
  const longest = Math.max(0, ...durations.map((ms) => ms ?? 0));
  return typicalMs === null ? longest : Math.min(longest, cap * typicalMs);
}

/**
 * How high a mark stands, in percent of its strip. By the root of the time it took: one push of
 * hours would else flatten all others.
 */
export function markHeight(durationMs: number | null, fullMs: number): number {
  if (durationMs === null || fullMs <= 0) return lowest;
  const share = Math.sqrt(Math.min(1, Math.max(0, durationMs) / fullMs));
  return Math.round(lowest + share * (highest - lowest));
}
