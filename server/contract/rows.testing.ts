import type { Instance, Snapshot, UpstreamSnapshot } from "./index";

/** What is not known of an instance or of a snapshot. */
const unknown = {
  imageId: null,
  imageUrl: null,
  reasonCode: null,
  reasonMessage: null,
  gmtCreateTime: null,
  gmtModifiedTime: null,
  labels: [],
};

/** A running instance of which nothing is known but its id, its name and what `more` says. */
export const plainInstance = (
  instanceId: string,
  instanceName: string,
  more: Partial<Instance> = {},
): Instance => ({
  instanceId,
  instanceName,
  status: "Running",
  workspaceId: null,
  workspaceName: null,
  userId: null,
  userName: null,
  acceleratorType: null,
  ecsSpec: null,
  requestedResource: null,
  paymentType: null,
  accessibility: null,
  imageName: null,
  ...unknown,
  tags: [],
  priority: null,
  resourceId: null,
  resourceName: null,
  latestSnapshot: null,
  ...more,
});

/** A snapshot that succeeded, of which nothing is known but its ids and what `more` says. */
export const plainSnapshot = (
  instanceId: string,
  snapshotId: string,
  more: Partial<UpstreamSnapshot> = {},
): UpstreamSnapshot => ({
  instanceId,
  snapshotId,
  snapshotName: null,
  status: "Saved",
  ...unknown,
  excludePaths: [],
  ...more,
});

/** The same with what Snapdeck derives beside it. */
export const derivedSnapshot = (
  instanceId: string,
  snapshotId: string,
  more: Partial<Snapshot> = {},
): Snapshot => ({
  ...plainSnapshot(instanceId, snapshotId),
  phase: "succeeded",
  durationMs: null,
  ...more,
});
