import { type IndexedSnapshot, indexedSnapshotSchema } from "../contract";
import { deriveSnapshot } from "../snapshots/snapshot-list";
import { type JoinedRow, joinedColumnList } from "./columns";
import { recordOf, shown } from "./rows";
import { type RowFilter, snapshotsOf } from "./snapshot-filter";
import { mapInTurns } from "./turns";
import type { IndexView } from "./view";

/** What narrows a filter further: a group, an instance, an exact message. */
export interface Narrowing {
  group?: string | undefined;
  instance?: string | undefined;
  message?: string | null | undefined;
}

/** What of an instance's row stands beside its snapshots. */
export const instanceColumns = [
  "instances.name as instance_name",
  "instances.workspace_name",
  "instances.user_name",
  "instances.history_request_id as request_id",
] as const;

/** Snapshots of a connection beside their instances. */
export const joinedSnapshots = (view: IndexView, connection: string) =>
  view
    .snapshots([connection])
    .innerJoin("instances", (join) =>
      join
        .onRef("instances.connection", "=", "snapshots.connection")
        .onRef("instances.instance_id", "=", "snapshots.instance_id"),
    );

/** One page of the snapshots of a filter, newest first, and how many there are. */
export async function indexedSnapshots(
  view: IndexView,
  filter: RowFilter,
  { group, instance, message }: Narrowing,
  { page, size }: { page: number; size: number },
  now: number,
): Promise<{ items: IndexedSnapshot[]; total: number }> {
  let query = snapshotsOf(view, filter);
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
      // Ids are of one account: without these, pages of several would have no fixed order.
      .orderBy("snapshots.connection")
      .orderBy("snapshots.instance_id")
      .limit(size)
      .offset((page - 1) * size)
      .execute(),
  ]);
  const items = await mapInTurns(rows, (row) => indexedSnapshot(row, now));
  return { items, total: Number(total) };
}

/** A row as the API answers it. `now` is in milliseconds since the epoch. */
export const indexedSnapshot = (row: JoinedRow, now: number): IndexedSnapshot =>
  indexedSnapshotSchema.parse({
    ...shown(joinedColumnList, row),
    // What is gone stands still: it is not in flight any longer.
    ...deriveSnapshot(recordOf(row), row.gone_at ?? now),
  });
