import { sql } from "kysely";
import type { InstanceMatch, SnapshotMatch } from "../contract";
import { isoSecond } from "./columns";
import { likePattern } from "./snapshot-filter";
import type { IndexView } from "./view";

/** Matches given of each kind: what fits beside the box that is typed into. */
const most = { instances: 8, snapshots: 12 } as const;

/** Instances by name or id, exact ids first, then what changed last. */
export async function searchInstances(
  view: IndexView,
  connections: readonly string[],
  q: string,
): Promise<InstanceMatch[]> {
  const pattern = likePattern(q);
  const rows = await view
    .instances(connections)
    .select(["connection", "instance_id", "name", "status", "workspace_name"])
    .where("gone_at", "is", null)
    .where(
      sql<boolean>`(lower(instance_id) like ${pattern} escape '\\' or lower(name) like ${pattern} escape '\\')`,
    )
    .orderBy(sql`case when lower(instance_id) = ${q.toLowerCase()} then 0 else 1 end`)
    .orderBy("modified_at", "desc")
    .orderBy("instance_id")
    .orderBy("connection")
    .limit(most.instances)
    .execute();
  return rows.map((row) => ({
    connection: row.connection,
    instanceId: row.instance_id,
    instanceName: row.name,
    status: row.status,
    workspaceName: row.workspace_name,
  }));
}

/** Snapshots by id, name, image or label: an exact id alone where there is one, else the newest that match. */
export async function searchSnapshots(
  view: IndexView,
  connections: readonly string[],
  q: string,
): Promise<SnapshotMatch[]> {
  const byId = await rowsOf(view, connections, sql<boolean>`snapshot_id = ${q}`);
  const rows =
    byId.length > 0
      ? byId
      : await rowsOf(
          view,
          connections,
          sql<boolean>`search_text like ${likePattern(q)} escape '\\'`,
        );
  return rows.map((row) => ({
    connection: row.connection,
    instanceId: row.instance_id,
    instanceName: row.instance_name,
    snapshotId: row.snapshot_id,
    snapshotName: row.name,
    status: row.status,
    phase: row.phase,
    imageUrl: row.image_url,
    at: isoSecond(row.happened_at),
  }));
}

/** The matching rows first, and only then their instances: joined, every match would be looked up. */
const rowsOf = (
  view: IndexView,
  connections: readonly string[],
  condition: ReturnType<typeof sql<boolean>>,
) =>
  view
    .over(
      view
        .snapshots(connections)
        .select(["connection", "instance_id", "snapshot_id", "happened_at"])
        .where(condition)
        .orderBy("happened_at", "desc")
        .orderBy("snapshot_id")
        .orderBy("connection")
        .orderBy("instance_id")
        .limit(most.snapshots)
        .as("matching"),
    )
    .innerJoin("snapshots", (join) =>
      join
        .onRef("snapshots.connection", "=", "matching.connection")
        .onRef("snapshots.instance_id", "=", "matching.instance_id")
        .onRef("snapshots.snapshot_id", "=", "matching.snapshot_id"),
    )
    .innerJoin("instances", (join) =>
      join
        .onRef("instances.connection", "=", "matching.connection")
        .onRef("instances.instance_id", "=", "matching.instance_id"),
    )
    .select([
      "snapshots.connection",
      "snapshots.instance_id",
      "snapshots.snapshot_id",
      "snapshots.name",
      "snapshots.status",
      "snapshots.phase",
      "snapshots.image_url",
      "snapshots.happened_at",
      "instances.name as instance_name",
    ])
    .orderBy("matching.happened_at", "desc")
    .orderBy("matching.snapshot_id")
    .orderBy("matching.connection")
    .orderBy("matching.instance_id")
    .execute();
