import { LRUCache } from "lru-cache";
import type { BinOutcome } from "../contract";
import { percentiles } from "../triage/percentile";
import { type Bin, binsOf } from "../triage/zoned-bins";
import { changesOfDays, dayOf } from "./changed-days";
import { mayKeepDays } from "./failed-days";
import { keptBeside } from "./kept-beside";
import { type RowFilter, snapshotsOf } from "./snapshot-filter";
import { mapInTurns } from "./turns";
import type { IndexView } from "./view";

/** A view of a part changes with people's rights too, which nothing counts: what it was told is soon asked again. */
const keptMs = { whole: 10 * 60_000, part: 60_000 } as const;

const keptOf = keptBeside(() => new LRUCache<string, BinOutcome>({ max: 10_000 }));

/**
 * What became of the pushes of each hour or day that a filter's span touches, and how long the good ones
 * took. Every filter holds for the failed ones; the others have no reason that one could ask for. What is
 * over is kept until a snapshot of those days changes, the rest is always read. Stuck pushes have no period, and so no hours or days.
 * @param now milliseconds since the epoch
 */
export async function binOutcomes(
  view: IndexView,
  filter: RowFilter,
  zone: string,
  now: number,
): Promise<BinOutcome[]> {
  if (filter.outcome === "stuck") return [];
  const outcomes = keptOf(view);
  const { workspace, owner, registry, reason, q } = filter;
  const shown = JSON.stringify([
    view.key(filter.connections),
    workspace,
    owner,
    registry,
    reason,
    q,
  ]);
  const wanted = binsOf({ from: filter.from, to: Math.min(filter.to, now + 1) }, zone);
  const span = { from: wanted[0]?.from ?? 0, to: wanted.at(-1)?.to ?? 0 };
  const changes = await changesOfDays(view, filter.connections, span);
  const keyOf = (bin: Bin) => `${bin.from} ${bin.to} ${changesIn(bin)} ${shown}`;
  const changesIn = ({ from, to }: Bin) => {
    let sum = 0;
    for (let day = dayOf(from); day <= dayOf(to - 1); day++) {
      for (const connection of filter.connections) sum += changes(connection, day);
    }
    return sum;
  };
  const ttl = mayKeepDays(view, filter.connections) ? keptMs.whole : keptMs.part;
  const missing = wanted.filter((bin) => bin.to > now || !outcomes.has(keyOf(bin)));
  const [first, last] = [missing[0], missing.at(-1)];
  const read =
    first === undefined || last === undefined
      ? new Map<number, Counts>()
      : await readBins(
          view,
          { ...filter, from: first.from, to: last.to },
          wanted.filter(({ from }) => from >= first.from && from <= last.from),
        );
  return wanted.flatMap((bin) => {
    const counts = read.get(bin.from);
    if (counts === undefined) return outcomes.get(keyOf(bin)) ?? [];
    const outcome = outcomeOf(bin, counts, now);
    if (!outcome.unfinished) outcomes.set(keyOf(bin), outcome, { ttl });
    return outcome;
  });
}

interface Counts {
  failed: number;
  durations: number[];
}

const rowsAtOnce = 2_000;

async function readBins(
  view: IndexView,
  filter: RowFilter,
  bins: readonly Bin[],
): Promise<Map<number, Counts>> {
  const counts = new Map(bins.map(({ from }) => [from, { failed: 0, durations: [] as number[] }]));
  const countsAt = (at: number) => counts.get(bins[lastBefore(bins, at)]?.from ?? Number.NaN);
  const [failed, succeeded] = await Promise.all([
    snapshotsOf(view, { ...filter, outcome: "failed" })
      .select("happened_at")
      .execute(),
    snapshotsOf(view, { ...filter, outcome: "succeeded", reason: [] })
      .select(["happened_at", "duration_ms"])
      .execute(),
  ]);
  await mapInTurns(
    failed,
    ({ happened_at }) => {
      const bin = countsAt(happened_at);
      if (bin) bin.failed++;
    },
    rowsAtOnce,
  );
  await mapInTurns(
    succeeded,
    ({ happened_at, duration_ms }) => countsAt(happened_at)?.durations.push(duration_ms ?? 0),
    rowsAtOnce,
  );
  return counts;
}

/** The number of the last bin that begins at a moment or before it. */
function lastBefore(bins: readonly Bin[], at: number): number {
  let [low, high] = [0, bins.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bins[middle]?.from ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function outcomeOf({ from, to, day }: Bin, counts: Counts, now: number): BinOutcome {
  const [p50 = null, p95 = null] = percentiles(counts.durations, [50, 95]);
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    day,
    unfinished: to > now,
    succeeded: counts.durations.length,
    failed: counts.failed,
    p50,
    p95,
  };
}
