/** The highest bar leaves room for a failure's cap; the lowest can still be seen. In percent. */
const highest = 80;
const lowest = 12;

/** How many times the usual a push may take before its bar grows no higher. */
const cap = 4;

/** The time in milliseconds that gives a full bar: the longest, unless it is far beyond the usual. */
export function fullHeight(durations: readonly (number | null)[], typicalMs: number | null) {
  const longest = Math.max(0, ...durations.map((ms) => ms ?? 0));
  return typicalMs === null ? longest : Math.min(longest, cap * typicalMs);
}

/**
 * How high a bar is, in percent of the timeline. By the square root of the time: one push of hours
 * would else flatten all others.
 */
export function barHeight(durationMs: number | null, fullMs: number): number {
  if (durationMs === null || fullMs <= 0) return lowest;
  const share = Math.sqrt(Math.min(1, Math.max(0, durationMs) / fullMs));
  return Math.round(lowest + share * (highest - lowest));
}
