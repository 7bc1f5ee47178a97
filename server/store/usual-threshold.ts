import { LRUCache } from "lru-cache";
import { type StuckThreshold, stuckThreshold } from "../triage/stuck";
import { keptBeside } from "./kept-beside";
import type { IndexView } from "./view";

/** It is computed again after this long: a full run still adds to the past. */
const keptMs = 60_000;

/** The newest pushes that made it which the stuck threshold is drawn from. */
const sampleSize = 5_000;

const keptOf = keptBeside(() => new LRUCache<string, StuckThreshold>({ max: 100, ttl: keptMs }));

/** From when on a push of these connections is stuck, by the newest pushes that made it; kept for a minute. */
export async function usualThreshold(
  view: IndexView,
  connections: readonly string[],
): Promise<StuckThreshold> {
  const thresholds = keptOf(view);
  const key = view.key(connections);
  const known = thresholds.get(key);
  if (known) return known;
  const rows = await view
    .snapshots(connections)
    .select("duration_ms")
    .where("phase", "=", "succeeded")
    .where("duration_ms", "is not", null)
    .orderBy("happened_at", "desc")
    .limit(sampleSize)
    .execute();
  const durations = rows.map((row) => row.duration_ms).filter((ms) => ms !== null);
  const threshold = stuckThreshold(durations);
  // A sample that is still growing says little about what is usual.
  if (durations.length === sampleSize) thresholds.set(key, threshold);
  return threshold;
}
