import { singleInstanceId } from "./documented-ids";
import type { SnapshotState } from "./snapshot-state";

/** What a test says of a snapshot of the emulated account; it is of the single instance unless it names another. */
export type SnapshotChange = Pick<SnapshotState, "snapshotId" | "steps"> & Partial<SnapshotState>;

/** A snapshot of the emulated account, plain but for what the test says of it. */
export const snapshotState = (said: SnapshotChange): SnapshotState => ({
  instanceId: singleInstanceId,
  snapshotName: said.snapshotId,
  imageId: `image-${said.snapshotId}`,
  imageUrl: "registry.example/a/b:1",
  labels: [],
  labelForm: "array",
  fields: {},
  ...said,
});
