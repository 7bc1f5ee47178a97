import { oldWordsInstanceId } from "./documented-ids";
import type { SnapshotState, Step } from "./snapshot-state";

const day = 24 * 3_600_000;

/** Words that no source of the vendor's has for a snapshot, and none at all: what a reader of an open set must bear. */
const statuses = [
  "Archived",
  "Success",
  "Succeeded",
  "Available",
  "SaveFailed",
  "Creating",
  "Terminated",
  null,
] as const;

/** The snapshots of the one instance that shows such words, a day apart, the last long before `start`. */
export const oldWordSnapshots = (start: number): SnapshotState[] =>
  statuses.map((status, number) => {
    const step: Step = { at: start - (number + 9) * day, status };
    const name = `old-status-${number + 1}`;
    return {
      instanceId: oldWordsInstanceId,
      snapshotId: `snp-oldword${number + 1}xxxxx`,
      snapshotName: name,
      imageId: `image-oldword${number + 1}xxxxxxx`,
      imageUrl: `registry.cn-shanghai.aliyuncs.com/pai_product/old:${name}`,
      labels: [],
      labelForm: "array",
      fields: {},
      steps: [step],
    };
  });
