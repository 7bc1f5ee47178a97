import { sql } from "kysely";
import { LRUCache } from "lru-cache";
import type { BinOutcome } from "../contract";
import { percentiles } from "../triage/percentile";
import { type Bin, binsOf } from "../triage/zoned-bins";
import { type DayChanges, dayOf } from "./changed-days";
import { mayKeepDays } from "./failed-days";
import { keptBeside } from "./kept-beside";
import { type RowFilter, snapshotsOf } from "./snapshot-filter";
import { mapInTurns } from "./turns";
import type { IndexView } from "./view";

/** A view of a part changes with people's rights too, which nothing counts: what it was told is soon asked again. */
const keptMs = { whole: 10 * 60_000, part: 60_000 } as const;

type Succeeded = Pick<BinOutcome, "succeeded" | "p50" | "p95">;

const keptOf = keptBeside(() => new LRUCache<string, Succeeded>({ max: 10_000 }));

/**
 * The hours or days that a filter's span touches up to now. Stuck pushes have no period, and so no hours or days.
 * @param now milliseconds since the epoch
 */
export const touchedBins = (filter: RowFilter, zone: string, now: number): Bin[] =>
  filter.outcome === "stuck"
    ? []
    : binsOf({ from: filter.from, to: Math.min(filter.to, now + 1) }, zone);

/**
 * What became of the pushes of each hour or day, and how long the good ones took. Every filter holds for the failed
 * ones; the others have no reason that one could ask for, or that a text could stand in.
 * @param failed the failed pushes of these hours or days that pass the filter
 * @param changes of the days that the hours or days touch: what is over is kept until one of them changes
 */
export async function binOutcomes(
  view: IndexView,
  filter: RowFilter,
  bins: readonly Bin[],
  about: { failed: readonly { happened_at: number }[]; changes: DayChanges; now: number },
): Promise<BinOutcome[]> {
  const { failed, now } = about;
  const succeeded = await succeededIn(view, filter, bins, about);
  const counts = bins.map(() => 0);
  await mapInTurns(
    failed,
    ({ happened_at }) => {
      const bin = binAt(bins, happened_at);
      if (bin >= 0) counts[bin] = (counts[bin] ?? 0) + 1;
    },
    rowsAtOnce,
  );
  return bins.map(({ from, to, day }, at) => ({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    day,
    unfinished: to > now,
    failed: counts[at] ?? 0,
    ...(succeeded[at] ?? none),
  }));
}

const none: Succeeded = { succeeded: 0, p50: null, p95: null };
const rowsAtOnce = 2_000;

async function succeededIn(
  view: IndexView,
  filter: RowFilter,
  bins: readonly Bin[],
  { changes, now }: { changes: DayChanges; now: number },
): Promise<Succeeded[]> {
  const kept = keptOf(view);
  const { connections, workspace, owner, registry } = filter;
  // A list of succeeded pushes is one of those that contain the text.
  const q = filter.outcome === "succeeded" ? filter.q : "";
  const shown = JSON.stringify([view.key(connections), workspace, owner, registry, q]);
  const changesIn = ({ from, to }: Bin) => {
    let sum = 0;
    for (let day = dayOf(from); day <= dayOf(to - 1); day++) {
      for (const connection of connections) sum += changes(connection, day);
    }
    return sum;
  };
  const keyOf = (bin: Bin) => `${bin.from} ${bin.to} ${changesIn(bin)} ${shown}`;
  const isMissing = (bin: Bin) => bin.to > now || !kept.has(keyOf(bin));
  const [first, last] = [bins.findIndex(isMissing), bins.findLastIndex(isMissing)];
  const wanted = first < 0 ? [] : bins.slice(first, last + 1);
  const read = await readSucceeded(view, { ...filter, q }, wanted);
  const ttl = mayKeepDays(view, connections) ? keptMs.whole : keptMs.part;
  for (const [at, bin] of wanted.entries()) {
    if (bin.to <= now) kept.set(keyOf(bin), read[at] ?? none, { ttl });
  }
  return bins.map((bin, at) => read[at - first] ?? kept.get(keyOf(bin)) ?? none);
}

/** Zones are ahead of UTC by whole quarters of an hour today; there have been others. */
const slotsMs = [900_000, 1_000] as const;

/** The database gives the durations of a slot as one text, which costs a small part of what a row each does. */
async function readSucceeded(
  view: IndexView,
  filter: RowFilter,
  bins: readonly Bin[],
): Promise<Succeeded[]> {
  const [from, to] = [bins[0]?.from, bins.at(-1)?.to];
  if (from === undefined || to === undefined) return [];
  const slotMs = slotsMs.find((ms) => bins.every((bin) => bin.from % ms === 0)) ?? 1;
  // Written out: the embedded engine would not divide given numbers as whole ones.
  const slot = sql<number>`snapshots.happened_at / ${sql.lit(slotMs)}`;
  const texts =
    view.engine === "libsql"
      ? sql<string>`group_concat(coalesce(snapshots.duration_ms, 0))`
      : sql<string>`string_agg(coalesce(snapshots.duration_ms, 0)::text, ',')`;
  const rows = await snapshotsOf(view, { ...filter, outcome: "succeeded", reason: [], from, to })
    .select([slot.as("slot"), texts.as("durations")])
    .groupBy(slot)
    .execute();
  const durations = bins.map((): number[] => []);
  await mapInTurns(rows, (row) => {
    const ofBin = durations[binAt(bins, Number(row.slot) * slotMs)];
    for (const text of row.durations.split(",")) ofBin?.push(Number(text));
  });
  return mapInTurns(
    durations,
    (ofBin) => {
      const [p50 = null, p95 = null] = percentiles(ofBin, [50, 95]);
      return { succeeded: ofBin.length, p50, p95 };
    },
    1,
  );
}

/** Which bin a moment is in; -1 before the first. */
function binAt(bins: readonly Bin[], at: number): number {
  let [low, high] = [0, bins.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bins[middle]?.from ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
