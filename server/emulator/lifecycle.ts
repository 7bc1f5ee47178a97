import { interruptionOf } from "./interruption";
import { createRandom } from "./random";
import type { SeedData } from "./seed-data";
import {
  createdAt,
  type InstanceState,
  inFlightStatuses,
  type SnapshotState,
} from "./snapshot-state";
import { instanceAt, saveFailedMs, snapshotsAt } from "./state-at";

const minute = 60_000;
const hour = 60 * minute;

/** A status of an instance from a moment on, until the next one. */
export interface LifecycleEntry {
  at: number;
  status: string;
  reasonCode: string;
  reasonMessage: string;
}

/** How many of an instance's newest snapshots its lifecycle goes back to. */
const snapshotsKept = 400;

/** What ends a session, which the next start begins anew. */
const sessionEnds: ReadonlySet<string> = new Set(["Stopped", "Arrearge", "Failed", "SaveFailed"]);

/**
 * The statuses that an instance has been in up to `now`, oldest first: what its snapshots make of it, the stops
 * between them, and last the status that it has.
 */
export function lifecycleAt(data: SeedData, state: InstanceState, now: number): LifecycleEntry[] {
  const entries: LifecycleEntry[] = [];
  const put = (at: number, status: string, reasonCode = "", reasonMessage = "") => {
    const from = Math.max(at, entries.at(-1)?.at ?? 0);
    if (from <= now) entries.push({ at: from, status, reasonCode, reasonMessage });
  };
  const all = snapshotsAt(data, state.instanceId, now).map((found) => found.state);
  const snapshots = all.filter((snapshot) => createdAt(snapshot) >= state.createdAt);
  const kept = snapshots.slice(-snapshotsKept);
  if (kept.length === snapshots.length) {
    put(state.createdAt, "Creating");
    put(state.createdAt + minute, "EnvPreparing");
    put(state.createdAt + 3 * minute, "Running");
  }
  let settledAt = state.createdAt;
  for (const [number, snapshot] of kept.entries()) {
    const last = snapshot.steps.at(-1);
    // One image is saved at a time.
    if (last === undefined || createdAt(snapshot) < settledAt) continue;
    if (!inFlightStatuses.has(snapshot.steps[0].status)) continue;
    if (number > 0) putRest(put, settledAt, snapshot);
    put(createdAt(snapshot), "Saving");
    const next = kept[number + 1];
    putOutcome(put, snapshot, next === undefined ? Number.POSITIVE_INFINITY : createdAt(next));
    settledAt = last.at;
  }
  return endingNow(entries, data, state, now);
}

type Put = (at: number, status: string, reasonCode?: string, reasonMessage?: string) => void;

/** A stop in a long time without a snapshot, for a night or because a payment was overdue. */
function putRest(put: Put, from: number, next: SnapshotState): void {
  const random = createRandom(1, `rest ${next.snapshotId}`);
  const until = createdAt(next);
  if (until - from < 30 * hour || !random.hit(0.7)) return;
  const stoppingAt = from + random.between(1, 6) * hour;
  const overdue = until - from > 120 * hour && random.hit(0.2);
  put(stoppingAt, overdue ? "ArrearStopping" : "Stopping");
  put(stoppingAt + minute, overdue ? "Arrearge" : "Stopped");
  const startingAt = until - random.between(10, 40) * minute;
  put(startingAt, "Starting");
  put(startingAt + minute, "EnvPreparing");
  put(startingAt + 3 * minute, "Running");
}

/** What comes of a save, and that the instance runs on or again, before the next one begins at `nextAt`. */
function putOutcome(put: Put, snapshot: SnapshotState, nextAt: number): void {
  const last = snapshot.steps.at(-1);
  if (last?.status === "Saved") {
    put(last.at, "Saved");
    put(last.at + 5_000, "Running");
  }
  if (last?.status !== "Failed") return;
  const stop = interruptionOf(snapshot);
  if (stop) {
    put(stop.stoppingAt, stop.overdue ? "ArrearStopping" : "Stopping");
    put(stop.stoppedAt, stop.overdue ? "Arrearge" : "Stopped");
  }
  put(last.at, "SaveFailed", last.reasonCode, last.reasonMessage);
  const runningAt = Math.min(last.at + saveFailedMs, Math.max(last.at, nextAt - minute));
  if (stop) put(runningAt - 2 * minute, "Starting");
  put(runningAt, "Running");
}

/** Adds what leads to the status that the instance has now, where its snapshots do not. */
function endingNow(
  entries: LifecycleEntry[],
  data: SeedData,
  state: InstanceState,
  now: number,
): LifecycleEntry[] {
  const { status, reasonCode, reasonMessage, modifiedAt } = instanceAt(data, state, now);
  const last = entries.at(-1);
  if (last === undefined) return [{ at: modifiedAt, status, reasonCode, reasonMessage }];
  if (last.status === status) return entries;
  const soon = last.at + Math.min(30 * minute, Math.floor((now - last.at) / 2));
  const at = Math.max(Math.min(modifiedAt, now), soon);
  const before =
    status === "Stopped"
      ? [{ at: soon, status: "Stopping", reasonCode: "", reasonMessage: "" }]
      : [];
  return [...entries, ...before, { at, status, reasonCode, reasonMessage }];
}

/** The same by session, each from a start to what ends it. */
export function sessionsOf(entries: readonly LifecycleEntry[]): LifecycleEntry[][] {
  const sessions: LifecycleEntry[][] = [];
  for (const entry of entries) {
    const session = sessions.at(-1);
    const ended = sessionEnds.has(session?.at(-1)?.status ?? "") && entry.status === "Starting";
    if (session === undefined || ended) sessions.push([entry]);
    else session.push(entry);
  }
  return sessions;
}
