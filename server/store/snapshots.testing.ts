import type { UpstreamSnapshot } from "../contract";

/** A saved snapshot of which nothing else is known. */
export const plainSnapshot = (instanceId: string, snapshotId: string): UpstreamSnapshot => ({
  instanceId,
  snapshotId,
  snapshotName: null,
  status: "Saved",
  imageId: null,
  imageUrl: null,
  reasonCode: null,
  reasonMessage: null,
  gmtCreateTime: null,
  gmtModifiedTime: null,
  labels: [],
  excludePaths: [],
});
