import { createRandom } from "./random";
import type { SeedData } from "./seed-data";
import { type SnapshotState, stepAt } from "./snapshot-state";

const day = 24 * 3_600_000;

/** The image of a snapshot as AIWorkSpace knows it at the moment of the call. */
export interface ImageAt {
  state: SnapshotState;
  savedAt: number;
  /** Whole gigabytes; it grows from one snapshot of an instance to the next. */
  sizeGb: number;
}

/**
 * The image with this id, or null where there is none: it was never pushed, was deleted, or was cleaned up with
 * its repository, as some instances' older images are.
 */
export function imageAt(data: SeedData, imageId: string, now: number): ImageAt | null {
  for (const { instanceId } of data.instances()) {
    const snapshots = data.snapshots(instanceId);
    const nth = snapshots.findIndex((snapshot) => snapshot.imageId === imageId);
    const state = snapshots[nth];
    if (!state) continue;
    const step = stepAt(state, now);
    if (step?.status !== "Saved" || isCleanedUp(data, state, step.at)) return null;
    return { state, savedAt: step.at, sizeGb: sizeOf(instanceId, nth) };
  }
  return null;
}

function isCleanedUp(data: SeedData, { instanceId, imageId }: SnapshotState, savedAt: number) {
  if (data.isImageDeleted(imageId)) return true;
  const repository = createRandom(1, `repository ${instanceId}`);
  return repository.hit(0.08) && savedAt < data.startedAt - 2 * day;
}

function sizeOf(instanceId: string, nth: number): number {
  const random = createRandom(1, `size ${instanceId}`);
  return random.between(6, 18) + Math.floor((nth * random.between(2, 12)) / 10);
}
