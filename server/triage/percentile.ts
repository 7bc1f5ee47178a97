/**
 * Percentiles by the nearest-rank method: always a value that occurs in the sample, never an
 * interpolation between two. The sample may be in any order and is not changed.
 *
 * @param ranks percentages, above 0 up to 100; each gives one value, null for an empty sample.
 */
export function percentiles(
  sample: readonly number[],
  ranks: readonly number[],
): (number | null)[] {
  const sorted = sample.filter(Number.isFinite).sort((a, b) => a - b);
  return ranks.map((rank) => sorted[nearestRank(rank, sorted.length) - 1] ?? null);
}

/** One percentile of {@link percentiles}. */
export function percentile(sample: readonly number[], rank: number): number | null {
  return percentiles(sample, [rank])[0] ?? null;
}

function nearestRank(rank: number, size: number): number {
  if (!(rank > 0 && rank <= 100))
    throw new RangeError(`A percentile lies in (0, 100], not ${rank}`);
  // Multiplied before it is divided: 0.55 * 100 is a little more than 55 and would round up to 56.
  return Math.ceil((rank * size) / 100);
}
