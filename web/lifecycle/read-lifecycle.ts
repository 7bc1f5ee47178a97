import type { LifecycleStep, TimelineEntry } from "../../server/contract";
import { parseTime } from "../i18n/format";

/** A snapshot as far as an instance's lifecycle is laid beside it. */
export type PlacedSnapshot = Pick<
  TimelineEntry,
  "snapshotId" | "snapshotName" | "status" | "phase" | "at" | "durationMs"
>;

/** What stands out in an instance's lifecycle, the weightiest first. */
export const markKinds = ["interrupted", "overdue", "saveFailed", "stopped", "started"] as const;
export type MarkKind = (typeof markKinds)[number];

/** A status that the instance was in, from `time` on (milliseconds since the epoch). */
export interface ReadStep {
  step: LifecycleStep;
  time: number;
  /** Null for what does not stand out. */
  mark: MarkKind | null;
  /** The snapshot that was being pushed when the instance began to stop. */
  during: PlacedSnapshot | null;
}

/** What happened from a snapshot's creation to that of the next one. */
export interface Slot {
  snapshot: PlacedSnapshot;
  /** The weightiest of it; null where nothing stands out. */
  mark: MarkKind | null;
  /** Whether the instance stood still at its end. */
  stopped: boolean;
}

// Words of the service (docs/dsw-api.md, "Instance status"), in lower case.
const overdueWords: ReadonlySet<string> = new Set(["arrearstopping", "arrearge"]);
const stopWords: ReadonlySet<string> = new Set(["stopping", "stopped", ...overdueWords]);
const startWords: ReadonlySet<string> = new Set(["creating", "starting"]);

/** The steps with what stands out in them: a stop counts once, where it begins. */
export function readSteps(
  steps: readonly LifecycleStep[],
  snapshots: readonly PlacedSnapshot[],
): ReadStep[] {
  let stopping = false;
  return steps.flatMap((step) => {
    const time = parseTime(step.at);
    if (time === null) return [];
    const word = step.status?.toLowerCase() ?? "";
    const stops = stopWords.has(word);
    const begins = stops && !stopping;
    stopping = stops;
    const during = begins ? pushedAt(snapshots, time) : null;
    const mark = markOf(word, begins, during !== null);
    return [{ step, time, mark, during }];
  });
}

function markOf(word: string, beginsToStop: boolean, inPush: boolean): MarkKind | null {
  if (beginsToStop && inPush) return "interrupted";
  if (beginsToStop) return overdueWords.has(word) ? "overdue" : "stopped";
  if (word === "savefailed") return "saveFailed";
  return startWords.has(word) ? "started" : null;
}

/**
 * The snapshot that was under way at a moment: neither just begun nor already settled. An instance saves one image at
 * a time, so it can be the newest of that moment alone, however long an older one is still said to be in flight.
 */
function pushedAt(snapshots: readonly PlacedSnapshot[], time: number): PlacedSnapshot | null {
  const newest = snapshots.findLast(({ at }) => (parseTime(at) ?? time) < time);
  const from = parseTime(newest?.at);
  if (newest === undefined || from === null) return null;
  if (newest.phase === "inFlight") return newest === snapshots.at(-1) ? newest : null;
  return newest.durationMs !== null && time < from + newest.durationMs ? newest : null;
}

/** A slot for each snapshot, in their order. */
export function slotsOf(steps: readonly ReadStep[], snapshots: readonly PlacedSnapshot[]): Slot[] {
  return snapshots.map((snapshot, index) => {
    const from = parseTime(snapshot.at) ?? 0;
    const next = snapshots[index + 1];
    const to = (next ? parseTime(next.at) : null) ?? Number.POSITIVE_INFINITY;
    const within = steps.filter(({ time }) => time >= from && time < to);
    const marks = new Set(within.map(({ mark }) => mark));
    const last = steps.findLast(({ time }) => time < to);
    return {
      snapshot,
      mark: markKinds.find((kind) => marks.has(kind)) ?? null,
      stopped: stopWords.has(last?.step.status?.toLowerCase() ?? ""),
    };
  });
}

/** How often each thing happened since the first of the snapshots. */
export function countMarks(
  steps: readonly ReadStep[],
  snapshots: readonly PlacedSnapshot[],
): Record<MarkKind, number> {
  const from = parseTime(snapshots[0]?.at) ?? Number.NEGATIVE_INFINITY;
  const counts = { interrupted: 0, overdue: 0, saveFailed: 0, stopped: 0, started: 0 };
  for (const { mark, time } of steps) if (mark !== null && time >= from) counts[mark]++;
  return counts;
}
