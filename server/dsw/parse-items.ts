import { z } from "zod";
import type { Instance, UpstreamSnapshot } from "../contract";
import { isRecord, readLabels, readNumber, readText, readTexts } from "./parse-values";

type Row = Record<string, unknown>;

/** What every kind of row has alike. */
const reasonAndTimes = (row: Row) => ({
  reasonCode: readText(row.ReasonCode),
  reasonMessage: readText(row.ReasonMessage),
  gmtCreateTime: readText(row.GmtCreateTime),
  gmtModifiedTime: readText(row.GmtModifiedTime),
});

/**
 * Rows of the service's JSON become the contract's records. Only the fields named here are passed on
 * (docs/dsw-api.md, "Fields that are never handed on"), and an unknown field or status breaks nothing. zod
 * checks the page around the rows; the rows themselves are read by hand, because a schema per field costs more
 * than the whole signed call at a hundred rows a page.
 */
const snapshotRow = (row: Row, instanceId: string, snapshotId: string): UpstreamSnapshot => ({
  instanceId: readText(row.InstanceId) ?? instanceId,
  snapshotId,
  snapshotName: readText(row.SnapshotName),
  status: readText(row.Status),
  imageId: readText(row.ImageId),
  imageUrl: readText(row.ImageUrl),
  // Not from `reasonAndTimes`: a hundred rows take a quarter longer with an object spread in each.
  reasonCode: readText(row.ReasonCode),
  reasonMessage: readText(row.ReasonMessage),
  gmtCreateTime: readText(row.GmtCreateTime),
  gmtModifiedTime: readText(row.GmtModifiedTime),
  labels: readLabels(row.Labels),
  excludePaths: readTexts(row.ExcludePaths),
});

const resource = (row: Row) => ({
  cpu: readText(row.CPU),
  gpu: readText(row.GPU),
  gpuType: readText(row.GPUType),
  memory: readText(row.Memory),
  sharedMemory: readText(row.SharedMemory),
});

const latestSnapshot = (row: Row) => ({
  status: readText(row.Status),
  imageName: readText(row.ImageName),
  imageUrl: readText(row.ImageUrl),
  ...reasonAndTimes(row),
});

const instanceRow = (row: Row, instanceId: string): Instance => ({
  instanceId,
  instanceName: readText(row.InstanceName),
  status: readText(row.Status),
  workspaceId: readText(row.WorkspaceId),
  workspaceName: readText(row.WorkspaceName),
  userId: readText(row.UserId),
  userName: readText(row.UserName),
  acceleratorType: readText(row.AcceleratorType),
  ecsSpec: readText(row.EcsSpec),
  requestedResource: isRecord(row.RequestedResource) ? resource(row.RequestedResource) : null,
  paymentType: readText(row.PaymentType),
  accessibility: readText(row.Accessibility),
  imageId: readText(row.ImageId),
  imageName: readText(row.ImageName),
  imageUrl: readText(row.ImageUrl),
  ...reasonAndTimes(row),
  labels: readLabels(row.Labels),
  tags: readLabels(row.Tags),
  priority: readNumber(row.Priority),
  resourceId: readText(row.ResourceId),
  resourceName: readText(row.ResourceName),
  latestSnapshot: readLatest(row.LatestSnapshot) ?? newest(row.InstanceSnapshotList),
});

/**
 * One snapshot, or null when it has no id: such a row has no address. A row that does not name its instance
 * belongs to the one that was asked for.
 */
export function readSnapshot(value: unknown, instanceId: string): UpstreamSnapshot | null {
  if (!isRecord(value)) return null;
  const snapshotId = readText(value.SnapshotId);
  return snapshotId === null ? null : snapshotRow(value, instanceId, snapshotId);
}

/** One instance, or null when it has no id. */
export function readInstance(value: unknown): Instance | null {
  if (!isRecord(value)) return null;
  const instanceId = readText(value.InstanceId);
  return instanceId === null ? null : instanceRow(value, instanceId);
}

/** The hint at the newest snapshot; an empty object, which an instance without any may carry, is none. */
function readLatest(value: unknown): Instance["latestSnapshot"] {
  if (!isRecord(value)) return null;
  const latest = latestSnapshot(value);
  return Object.values(latest).some((text) => text !== null) ? latest : null;
}

/** The newest of `InstanceSnapshotList`, for responses that leave `LatestSnapshot` out. */
function newest(list: unknown): Instance["latestSnapshot"] {
  if (!Array.isArray(list)) return null;
  const time = (at: string | null) => (at === null ? 0 : Date.parse(at) || 0);
  const rows = list.map(readLatest).filter((latest) => latest !== null);
  return rows.reduce<Instance["latestSnapshot"]>(
    (best, row) =>
      best === null || time(row.gmtCreateTime) > time(best.gmtCreateTime) ? row : best,
    null,
  );
}

/** A page's rows and `TotalCount`; a list that is left out or null is empty. */
export const snapshotPage = z.object({
  TotalCount: z.unknown().optional(),
  Snapshots: z.array(z.unknown()).nullish(),
});
export const instancePage = z.object({
  TotalCount: z.unknown().optional(),
  Instances: z.array(z.unknown()).nullish(),
});
