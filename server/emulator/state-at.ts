import type { SeedData } from "./seed-data";
import {
  createdAt,
  type InstanceState,
  inFlightStatuses,
  type SnapshotState,
  type Step,
  stepAt,
} from "./snapshot-state";

/** A snapshot as it stands at the moment of the call. */
export interface SnapshotAt {
  truth: SnapshotState;
  step: Step;
}

/** An instance as it stands at the moment of the call. */
export interface InstanceAt {
  truth: InstanceState;
  status: string;
  reasonCode: string;
  reasonMessage: string;
  modifiedAt: number;
  latest: SnapshotAt | null;
}

/** Saves that begin sooner than this before the call show in their instance's status. */
const showsForMs = 30 * 60_000;

/** An instance's snapshots at `now`, oldest first. */
export function snapshotsAt(world: SeedData, instanceId: string, now: number): SnapshotAt[] {
  const standing: SnapshotAt[] = [];
  for (const truth of world.saves(instanceId)) {
    if (createdAt(truth) > now) break;
    const step = stepAt(truth, now);
    if (step) standing.push({ truth, step });
  }
  return standing;
}

/** An instance at `now`: a save in flight and a save just failed have the word over its own status. */
export function instanceAt(world: SeedData, truth: InstanceState, now: number): InstanceAt {
  const latest = latestSave(world, truth.instanceId, now);
  const modifiedAt = Math.max(truth.modifiedAt, latest?.step.at ?? 0);
  const own = {
    truth,
    status: truth.status,
    reasonCode: truth.reasonCode,
    reasonMessage: truth.reasonMessage,
    modifiedAt,
    latest,
  };
  if (!latest || truth.status !== "Running") return own;
  const { status, at, reasonCode, reasonMessage } = latest.step;
  if (inFlightStatuses.has(status) && now - at < 4 * showsForMs)
    return { ...own, status: "Saving" };
  if (status === "SaveFailed" && now - at < 8 * showsForMs) {
    return { ...own, status, reasonCode: reasonCode ?? "", reasonMessage: reasonMessage ?? "" };
  }
  return own;
}

function latestSave(world: SeedData, instanceId: string, now: number): SnapshotAt | null {
  const saves = world.saves(instanceId);
  for (let i = saves.length - 1; i >= 0; i--) {
    const truth = saves[i];
    if (!truth || createdAt(truth) > now) continue;
    const step = stepAt(truth, now);
    if (step) return { truth, step };
  }
  return null;
}
