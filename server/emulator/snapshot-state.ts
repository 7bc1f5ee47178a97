/** The state of the emulated account. Times are milliseconds since the epoch, on the emulated clock. */

/** A status from a moment on, until the next one. */
export interface Step {
  at: number;
  /** Null where the service says none. */
  status: string | null;
  reasonCode?: string;
  reasonMessage?: string;
}

export interface SnapshotState {
  instanceId: string;
  snapshotId: string;
  snapshotName: string | null;
  imageId: string;
  imageUrl: string;
  labels: { key: string; value: string }[];
  /** How responses write the labels: old ones have an object or a JSON string. */
  labelForm: "array" | "object" | "string";
  /** Fields that the emulator only hands on, by their names and in their form on the wire. */
  fields: Record<string, unknown>;
  /** In the order of time; the first is its creation. */
  steps: [Step, ...Step[]];
}

/** A disk of an instance. Sizes are bytes. */
export interface DiskState {
  mountPath: string;
  capacity: number;
  usage: number;
}

export interface InstanceState {
  instanceId: string;
  instanceName: string;
  /** The status it has unless its latest snapshot decides it. */
  status: string;
  reasonCode: string;
  reasonMessage: string;
  workspaceId: string;
  workspaceName: string;
  userId: string;
  userName: string;
  accelerator: "CPU" | "GPU";
  spec: string;
  resource: { cpu: string; memory: string; gpu: string; gpuType: string };
  paymentType: "PayAsYouGo" | "Subscription";
  accessibility: "PRIVATE" | "PUBLIC";
  /** Empty for the pay-as-you-go group, which is all that a call without `ResourceId` shows. */
  resourceId: string;
  resourceName: string;
  imageId: string;
  imageName: string;
  imageUrl: string;
  labels: { key: string; value: string }[];
  disks: DiskState[];
  priority: number;
  createdAt: number;
  modifiedAt: number;
}

/** The step that a snapshot is in at a moment, or null before its creation. */
export function stepAt({ steps }: SnapshotState, now: number): Step | null {
  let current: Step | null = null;
  for (const step of steps) if (step.at <= now) current = step;
  return current;
}

export const createdAt = ({ steps }: SnapshotState) => steps[0].at;

/** What a snapshot goes through before it is `Saved` or `Failed`. */
export const inFlightStatuses: ReadonlySet<string | null> = new Set(["Committing", "Pushing"]);
