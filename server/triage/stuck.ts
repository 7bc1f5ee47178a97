import type { Phase } from "../contract";
import { percentile } from "./percentile";

/** Fewer past snapshots than this say too little about what is usual. */
const leastSample = 30;

/** Without a usual duration: as long as an unknown status counts as in flight (docs/dsw-api.md, "Snapshot status"). */
const fallbackMs = 6 * 60 * 60 * 1000;

export interface StuckThreshold {
  /** In flight for longer than this many milliseconds is stuck. */
  ms: number;
  /** Where it comes from, so that the page can say so. */
  basis: "limit" | "history" | "fallback";
  /** How many past snapshots it was computed from. */
  sample: number;
}

/**
 * How long a snapshot may take: the limit somebody set, else the 99th percentile of the account's past
 * successful ones, else six hours while there are fewer than 30 of them.
 *
 * @param durationsMs durations of past successful snapshots, in milliseconds, any order.
 */
export function stuckThreshold(durationsMs: readonly number[], limitMs?: number): StuckThreshold {
  const past = durationsMs.filter((ms) => Number.isFinite(ms) && ms >= 0);
  const sample = past.length;
  if (limitMs !== undefined && limitMs > 0) return { ms: limitMs, basis: "limit", sample };
  const usual = sample < leastSample ? null : percentile(past, 99);
  if (usual === null) return { ms: fallbackMs, basis: "fallback", sample };
  return { ms: usual, basis: "history", sample };
}

/**
 * Whether a snapshot has been in flight for longer than the threshold. One that is settled, of an
 * unknown status, or without a readable creation time is never called stuck.
 *
 * @param now milliseconds since the epoch.
 */
export function isStuck(
  snapshot: { phase: Phase; gmtCreateTime: string | null },
  threshold: StuckThreshold,
  now: number,
): boolean {
  if (snapshot.phase !== "inFlight" || snapshot.gmtCreateTime === null) return false;
  // Date.parse returns NaN for what it cannot read, and NaN is not greater than anything.
  return now - Date.parse(snapshot.gmtCreateTime) > threshold.ms;
}
