import { tenThousandInstanceId } from "./documented-ids";
import { interruptionOf } from "./interruption";
import type { SeedData } from "./seed-data";
import {
  createdAt,
  type InstanceState,
  inFlightStatuses,
  type SnapshotState,
  type Step,
  stepAt,
} from "./snapshot-state";

/** A snapshot as it is at the moment of the call. */
export interface SnapshotAt {
  state: SnapshotState;
  step: Step;
}

/** An instance as it is at the moment of the call. */
export interface InstanceAt {
  state: InstanceState;
  status: string;
  reasonCode: string;
  reasonMessage: string;
  modifiedAt: number;
  /** Those that it names in its own fields, newest first. */
  snapshots: readonly SnapshotAt[];
}

/** For how long a snapshot in flight, and a failed one, show in their instance's status. */
const savingMs = 2 * 3_600_000;
export const saveFailedMs = 4 * 3_600_000;

/** How many snapshots an instance holds when it is asked for alone. */
export const heldAtMost = 300;

/** How many its entry in a list holds; one instance proves that they can be many. */
const listed = (instanceId: string) => (instanceId === tenThousandInstanceId ? heldAtMost : 3);

/** The snapshots that an instance has at `now`, oldest first. */
export function createdBy(data: SeedData, instanceId: string, now: number): SnapshotState[] {
  const snapshots = data.snapshots(instanceId);
  return snapshots.slice(0, snapshots.findLastIndex((state) => createdAt(state) <= now) + 1);
}

/** Snapshots as they are at `now`. */
export const eachAt = (snapshots: readonly SnapshotState[], now: number): SnapshotAt[] =>
  snapshots.flatMap((state) => {
    const step = stepAt(state, now);
    return step ? [{ state, step }] : [];
  });

/** An instance's snapshots as they are at `now`, oldest first. */
export const snapshotsAt = (data: SeedData, instanceId: string, now: number): SnapshotAt[] =>
  eachAt(createdBy(data, instanceId, now), now);

/**
 * An instance at `now`: a snapshot in flight, or one that failed lately, decides its status until it runs again.
 * @param held how many snapshots it holds; a list's entry has few
 */
export function instanceAt(
  data: SeedData,
  state: InstanceState,
  now: number,
  held = listed(state.instanceId),
): InstanceAt {
  const snapshots = newestSnapshots(data, state.instanceId, now, held);
  const latest = snapshots[0];
  const modifiedAt = Math.max(state.modifiedAt, latest?.step.at ?? 0);
  const own = {
    state,
    status: state.status,
    reasonCode: state.reasonCode,
    reasonMessage: state.reasonMessage,
    modifiedAt,
    snapshots,
  };
  if (!latest || state.status !== "Running") return own;
  const { status, at, reasonCode, reasonMessage } = latest.step;
  if (inFlightStatuses.has(status) && now - at < savingMs) {
    const stop = interruptionOf(latest.state);
    if (stop === null || now < stop.stoppingAt) return { ...own, status: "Saving" };
    const [stopping, stopped] = stop.overdue
      ? ["ArrearStopping", "Arrearge"]
      : ["Stopping", "Stopped"];
    return { ...own, status: now < stop.stoppedAt ? stopping : stopped };
  }
  if (status === "Failed" && now - at < saveFailedMs) {
    return {
      ...own,
      status: "SaveFailed",
      reasonCode: reasonCode ?? "",
      reasonMessage: reasonMessage ?? "",
    };
  }
  return own;
}

/** The newest snapshots of an instance, newest first. */
function newestSnapshots(
  data: SeedData,
  instanceId: string,
  now: number,
  atMost: number,
): SnapshotAt[] {
  const found: SnapshotAt[] = [];
  const snapshots = data.snapshots(instanceId);
  for (let i = snapshots.length - 1; i >= 0 && found.length < atMost; i--) {
    const state = snapshots[i];
    if (!state || createdAt(state) > now) continue;
    const step = stepAt(state, now);
    if (step) found.push({ state, step });
  }
  return found;
}
