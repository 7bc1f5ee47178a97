import { LRUCache } from "lru-cache";
import type { DayOutcome } from "../contract";
import { percentiles } from "../triage/percentile";
import { type StuckThreshold, stuckThreshold } from "../triage/stuck";
import type { IndexView } from "./view";

const dayMs = 86_400_000;

/** What has settled is asked for again after this long: a full run still adds to days gone by. */
const keptMs = 60_000;

/** The newest pushes that made it which the stuck threshold is drawn from. */
const sampleSize = 5_000;

interface Kept {
  days: LRUCache<string, DayOutcome>;
  thresholds: LRUCache<string, StuckThreshold>;
}

const kept = new WeakMap<object, Kept>();

function keptOf({ store }: IndexView): Kept {
  const known = kept.get(store);
  if (known) return known;
  const made: Kept = {
    days: new LRUCache({ max: 5_000, ttl: keptMs }),
    thresholds: new LRUCache({ max: 100, ttl: keptMs }),
  };
  kept.set(store, made);
  return made;
}

/**
 * What became of the pushes of each day (UTC) that a span touches, and how long the good ones took.
 * Days gone by are kept for a minute; the last one is always read. `now` is in milliseconds since the epoch.
 */
export async function dailyOutcomes(
  view: IndexView,
  connections: readonly string[],
  span: { from: number; to: number },
  now: number,
): Promise<DayOutcome[]> {
  const { days } = keptOf(view);
  const shown = view.key(connections);
  const keyOf = (day: number) => `${day} ${shown}`;
  const first = Math.floor(span.from / dayMs);
  const last = Math.floor((Math.min(span.to, now + 1) - 1) / dayMs);
  const wanted = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  const today = Math.floor(now / dayMs);
  const missing = wanted.filter((day) => day >= today || !days.has(keyOf(day)));
  const from = missing[0];
  const to = missing.at(-1);
  if (from === undefined || to === undefined) return known(wanted, (day) => days.get(keyOf(day)));
  const read = await readDays(view, connections, from, to);
  for (const [day, outcome] of read) days.set(keyOf(day), outcome);
  return known(wanted, (day) => read.get(day) ?? days.get(keyOf(day)));
}

const known = (wanted: readonly number[], of: (day: number) => DayOutcome | undefined) =>
  wanted.map(of).filter((outcome) => outcome !== undefined);

async function readDays(
  view: IndexView,
  connections: readonly string[],
  first: number,
  last: number,
): Promise<Map<number, DayOutcome>> {
  const rows = await view
    .snapshots(connections)
    .select(["phase", "happened_at", "duration_ms"])
    .where("phase", "in", ["succeeded", "failed"])
    .where("happened_at", ">=", first * dayMs)
    .where("happened_at", "<", (last + 1) * dayMs)
    .execute();
  const days = new Map<number, { failed: number; durations: number[] }>();
  for (let day = first; day <= last; day++) days.set(day, { failed: 0, durations: [] });
  for (const { phase, happened_at, duration_ms } of rows) {
    const day = days.get(Math.floor(happened_at / dayMs));
    if (phase === "failed" && day) day.failed++;
    else day?.durations.push(duration_ms ?? 0);
  }
  return new Map(
    [...days].map(([day, { failed, durations }]) => [day, outcomeOf(day, failed, durations)]),
  );
}

function outcomeOf(day: number, failed: number, durations: number[]): DayOutcome {
  const [p50 = null, p95 = null] = percentiles(durations, [50, 95]);
  return {
    day: new Date(day * dayMs).toISOString().slice(0, 10),
    succeeded: durations.length,
    failed,
    p50,
    p95,
  };
}

/** From when on a push of these connections is stuck, by the newest pushes that made it; kept for a minute. */
export async function usualThreshold(
  view: IndexView,
  connections: readonly string[],
): Promise<StuckThreshold> {
  const { thresholds } = keptOf(view);
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
