import type { Instance, UpstreamSnapshot } from "../contract";
import { durationOf, phaseOf, timeOf } from "../snapshots/phase";
import { fingerprint } from "../triage/fingerprint";
import type { InstanceRow, SnapshotRow } from "./schema";

/** The row of an instance as its list entry tells it, but for what earlier readings know. */
export function instanceRow(connection: string, instance: Instance, readAt: number) {
  return {
    connection,
    instance_id: instance.instanceId,
    name: instance.instanceName,
    status: instance.status,
    workspace_id: instance.workspaceId,
    workspace_name: instance.workspaceName,
    user_id: instance.userId,
    user_name: instance.userName,
    modified_at: timeOf(instance.gmtModifiedTime),
    hint: hintOf(instance),
    read_at: readAt,
    gone_at: null,
  } satisfies Partial<InstanceRow>;
}

/** What changes in an instance's list entry whenever its snapshots may have changed. */
const hintOf = ({ gmtModifiedTime, status, latestSnapshot }: Instance) =>
  JSON.stringify([
    gmtModifiedTime,
    status,
    latestSnapshot && [
      latestSnapshot.status,
      latestSnapshot.gmtCreateTime,
      latestSnapshot.gmtModifiedTime,
    ],
  ]);

/** The row of a snapshot as it was read at `readAt`, first seen then. */
export function snapshotRow(
  connection: string,
  instance: Pick<InstanceRow, "workspace_id" | "user_id"> | undefined,
  record: UpstreamSnapshot,
  readAt: number,
): SnapshotRow {
  const phase = phaseOf(record, readAt);
  const created = timeOf(record.gmtCreateTime);
  const modified = timeOf(record.gmtModifiedTime);
  return {
    connection,
    instance_id: record.instanceId,
    snapshot_id: record.snapshotId,
    name: record.snapshotName,
    status: record.status,
    phase,
    image_id: record.imageId,
    image_url: record.imageUrl,
    registry: registryOf(record.imageUrl),
    reason_code: record.reasonCode,
    reason_message: record.reasonMessage,
    fingerprint: fingerprint(record).key,
    created_at: created,
    modified_at: modified,
    happened_at: modified ?? created ?? readAt,
    duration_ms: phase === "inFlight" ? null : durationOf(record, phase, readAt),
    labels: JSON.stringify(record.labels),
    exclude_paths: JSON.stringify(record.excludePaths),
    workspace_id: instance?.workspace_id ?? null,
    user_id: instance?.user_id ?? null,
    search_text: searchText(record),
    first_seen_at: readAt,
    last_seen_at: readAt,
    gone_at: null,
  };
}

/** The registry's host in an image's address, or null. */
export function registryOf(imageUrl: string | null): string | null {
  const host = /^(?:https?:\/\/)?([^/]+)\//.exec(imageUrl ?? "")?.[1];
  return host && /[.:]/.test(host) ? host.toLowerCase() : null;
}

/** Long enough for any name and its labels, short enough to be read three hundred thousand times. */
const searchedAtMost = 1_000;

const searchText = ({ snapshotId, snapshotName, imageId, imageUrl, labels }: UpstreamSnapshot) =>
  [
    snapshotId,
    snapshotName,
    imageId,
    imageUrl,
    ...labels.map(({ key, value }) => `${key}=${value}`),
  ]
    .filter((part) => part !== null)
    .join("\n")
    .toLowerCase()
    .slice(0, searchedAtMost);
