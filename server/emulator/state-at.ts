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
  latest: SnapshotAt | null;
}

/** Snapshots that began sooner than this before the call show in their instance's status. */
const showsForMs = 30 * 60_000;

/** An instance's snapshots at `now`, oldest first. */
export function snapshotsAt(data: SeedData, instanceId: string, now: number): SnapshotAt[] {
  const found: SnapshotAt[] = [];
  for (const state of data.snapshots(instanceId)) {
    if (createdAt(state) > now) break;
    const step = stepAt(state, now);
    if (step) found.push({ state, step });
  }
  return found;
}

/** An instance at `now`: a snapshot in flight, or one just failed, decides its status. */
export function instanceAt(data: SeedData, state: InstanceState, now: number): InstanceAt {
  const latest = latestSnapshot(data, state.instanceId, now);
  const modifiedAt = Math.max(state.modifiedAt, latest?.step.at ?? 0);
  const own = {
    state,
    status: state.status,
    reasonCode: state.reasonCode,
    reasonMessage: state.reasonMessage,
    modifiedAt,
    latest,
  };
  if (!latest || state.status !== "Running") return own;
  const { status, at, reasonCode, reasonMessage } = latest.step;
  if (inFlightStatuses.has(status) && now - at < 4 * showsForMs)
    return { ...own, status: "Saving" };
  if (status === "SaveFailed" && now - at < 8 * showsForMs) {
    return { ...own, status, reasonCode: reasonCode ?? "", reasonMessage: reasonMessage ?? "" };
  }
  return own;
}

function latestSnapshot(data: SeedData, instanceId: string, now: number): SnapshotAt | null {
  const snapshots = data.snapshots(instanceId);
  for (let i = snapshots.length - 1; i >= 0; i--) {
    const state = snapshots[i];
    if (!state || createdAt(state) > now) continue;
    const step = stepAt(state, now);
    if (step) return { state, step };
  }
  return null;
}
