import {
  createdAt,
  type InstanceTruth,
  inFlightStatuses,
  type SnapshotTruth,
  type Step,
  stepAt,
} from "./records";
import type { World } from "./world";

/** A snapshot as it stands at the moment of the call. */
export interface StandingSnapshot {
  truth: SnapshotTruth;
  step: Step;
}

/** An instance as it stands at the moment of the call. */
export interface StandingInstance {
  truth: InstanceTruth;
  status: string;
  reasonCode: string;
  reasonMessage: string;
  modifiedAt: number;
  latest: StandingSnapshot | null;
}

/** Saves that begin sooner than this before the call show in their instance's status. */
const showsForMs = 30 * 60_000;

/** An instance's snapshots at `now`, oldest first. */
export function standingSnapshots(
  world: World,
  instanceId: string,
  now: number,
): StandingSnapshot[] {
  const standing: StandingSnapshot[] = [];
  for (const truth of world.saves(instanceId)) {
    if (createdAt(truth) > now) break;
    const step = stepAt(truth, now);
    if (step) standing.push({ truth, step });
  }
  return standing;
}

/** An instance at `now`: a save in flight and a save just failed have the word over its own status. */
export function standingInstance(
  world: World,
  truth: InstanceTruth,
  now: number,
): StandingInstance {
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

function latestSave(world: World, instanceId: string, now: number): StandingSnapshot | null {
  const saves = world.saves(instanceId);
  for (let i = saves.length - 1; i >= 0; i--) {
    const truth = saves[i];
    if (!truth || createdAt(truth) > now) continue;
    const step = stepAt(truth, now);
    if (step) return { truth, step };
  }
  return null;
}
