import { createRandom } from "./random";
import type { SnapshotState } from "./snapshot-state";

/** When an instance began to stop while a push of it was under way, and when it had stopped. */
export interface Interruption {
  stoppingAt: number;
  stoppedAt: number;
  /** Stopped because a payment was overdue. */
  overdue: boolean;
}

/** Whether the instance was stopped during this push, which then failed; the same for the same snapshot. */
export function interruptionOf({ snapshotId, steps }: SnapshotState): Interruption | null {
  const last = steps.at(-1);
  const push = steps.find(({ status }) => status === "Pushing");
  if (last?.status !== "Failed" || push === undefined || last.at <= push.at) return null;
  const random = createRandom(1, `interruption ${snapshotId}`);
  const reason = last.reasonMessage ?? "";
  // A push whose instance is stopped under it is cancelled, or fails without saying why.
  const fits = reason === "" || /context canceled|broken pipe/.test(reason);
  if (!fits && !(random.hit(0.06) && !reason.includes("has expired"))) return null;
  const lasted = last.at - push.at;
  const stoppingAt = push.at + Math.round(lasted * 0.6);
  return {
    stoppingAt,
    stoppedAt: stoppingAt + Math.round(lasted * 0.2),
    overdue: random.hit(0.25),
  };
}
