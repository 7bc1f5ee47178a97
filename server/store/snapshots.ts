import { z } from "zod";
import { type IndexedSnapshot, labelSchema } from "../contract";
import { deriveSnapshot } from "../snapshots/snapshot-list";
import type { SnapshotIndex } from "./open";
import type { InstanceRow, SnapshotRow } from "./schema";
import { type RowFilter, snapshotsOf } from "./snapshot-filter";

/** What narrows a filter further: a group, an instance, an exact message. */
export interface Narrowing {
  group?: string | undefined;
  instance?: string | undefined;
  message?: string | null | undefined;
}

/** A snapshot's row with what its instance's row says beside it. */
export type JoinedRow = SnapshotRow & {
  instance_name: InstanceRow["name"];
  workspace_name: InstanceRow["workspace_name"];
  user_name: InstanceRow["user_name"];
  request_id: InstanceRow["history_request_id"];
};

/** What of an instance's row stands beside its snapshots. */
export const instanceColumns = [
  "instances.name as instance_name",
  "instances.workspace_name",
  "instances.user_name",
  "instances.history_request_id as request_id",
] as const;

const labels = z.array(labelSchema);
const paths = z.array(z.string());

/** Milliseconds since the epoch as ISO 8601 UTC to the second, as the service writes times. */
export const isoSecond = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

const iso = (at: number | null) => (at === null ? null : isoSecond(at));

/** Snapshots beside their instances. */
export const joinedSnapshots = ({ db }: SnapshotIndex) =>
  db
    .selectFrom("snapshots")
    .innerJoin("instances", (join) =>
      join
        .onRef("instances.connection", "=", "snapshots.connection")
        .onRef("instances.instance_id", "=", "snapshots.instance_id"),
    );

/** One page of the snapshots of a filter, newest first, and how many there are. */
export async function indexedSnapshots(
  index: SnapshotIndex,
  filter: RowFilter,
  { group, instance, message }: Narrowing,
  { page, size }: { page: number; size: number },
  now: number,
): Promise<{ items: IndexedSnapshot[]; total: number }> {
  let query = snapshotsOf(index, filter);
  if (group !== undefined) query = query.where("snapshots.fingerprint", "=", group);
  if (instance !== undefined) query = query.where("snapshots.instance_id", "=", instance);
  if (message === null) query = query.where("snapshots.reason_message", "is", null);
  else if (message !== undefined) query = query.where("snapshots.reason_message", "=", message);
  const [{ total }, rows] = await Promise.all([
    query.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
    query
      .innerJoin("instances", (join) =>
        join
          .onRef("instances.connection", "=", "snapshots.connection")
          .onRef("instances.instance_id", "=", "snapshots.instance_id"),
      )
      .selectAll("snapshots")
      .select(instanceColumns)
      .orderBy("snapshots.happened_at", "desc")
      .orderBy("snapshots.snapshot_id")
      .limit(size)
      .offset((page - 1) * size)
      .execute(),
  ]);
  return { items: rows.map((row) => indexedSnapshot(row, now)), total: Number(total) };
}

/** A row as the API tells it. `now` is in milliseconds since the epoch. */
export function indexedSnapshot(row: JoinedRow, now: number): IndexedSnapshot {
  return {
    ...deriveSnapshot(
      {
        instanceId: row.instance_id,
        snapshotId: row.snapshot_id,
        snapshotName: row.name,
        status: row.status,
        imageId: row.image_id,
        imageUrl: row.image_url,
        reasonCode: row.reason_code,
        reasonMessage: row.reason_message,
        gmtCreateTime: iso(row.created_at),
        gmtModifiedTime: iso(row.modified_at),
        labels: labels.parse(JSON.parse(row.labels)),
        excludePaths: paths.parse(JSON.parse(row.exclude_paths)),
      },
      // What is gone stands still: it is not in flight any longer.
      row.gone_at ?? now,
    ),
    connection: row.connection,
    instanceName: row.instance_name,
    workspaceName: row.workspace_name,
    userName: row.user_name,
    requestId: row.request_id,
    goneAt: iso(row.gone_at),
  };
}
