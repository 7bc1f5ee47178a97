import {
  type FailureSnapshotsQuery,
  type IndexedSnapshot,
  indexedSnapshotSchema,
} from "../contract";
import { deriveSnapshot } from "../snapshots/snapshot-list";
import { type JoinedRow, joinedColumnList } from "./columns";
import { pushOrder } from "./push-order";
import { recordOf, shown } from "./rows";
import { type RowFilter, snapshotsOf } from "./snapshot-filter";
import { isOneOf } from "./sql-list";
import { mapInTurns } from "./turns";
import type { IndexView } from "./view";

/** What narrows a filter further. */
export interface Narrowing {
  fingerprints?: readonly string[] | undefined;
  instance?: string | undefined;
  /** Exact messages; null is a push without one. */
  messages?: readonly (string | null)[] | undefined;
}

/** What of an instance's row stands beside its snapshots. */
export const instanceColumns = [
  "instances.name as instance_name",
  "instances.workspace_name",
  "instances.user_name",
  "instances.history_request_id as request_id",
] as const;

/** Snapshots of connections beside their instances. */
export const joinedSnapshots = (view: IndexView, ...connections: readonly string[]) =>
  view
    .snapshots(connections)
    .innerJoin("instances", (join) =>
      join
        .onRef("instances.connection", "=", "snapshots.connection")
        .onRef("instances.instance_id", "=", "snapshots.instance_id"),
    );

/** One page of the snapshots of a filter, and how many there are; equal ones newest first. */
export async function indexedSnapshots(
  view: IndexView,
  filter: RowFilter,
  { fingerprints, instance, messages }: Narrowing,
  { page, size, sort, order }: Pick<FailureSnapshotsQuery, "page" | "size" | "sort" | "order">,
  now: number,
): Promise<{ items: IndexedSnapshot[]; total: number }> {
  let query = snapshotsOf(view, filter);
  if (fingerprints !== undefined) {
    query = query.where(isOneOf(view, "snapshots.fingerprint", fingerprints));
  }
  if (instance !== undefined) query = query.where("snapshots.instance_id", "=", instance);
  if (messages?.includes(null)) query = query.where("snapshots.reason_message", "is", null);
  else if (messages !== undefined) {
    const texts = messages.filter((message) => message !== null);
    query = query.where(isOneOf(view, "snapshots.reason_message", texts));
  }
  const sorted = sort === "happened" ? null : pushOrder(view, sort, now);
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
      // Without the value last, in both directions.
      .$if(sorted !== null, (all) =>
        sorted === null ? all : all.orderBy(sorted.isMissing).orderBy(sorted.value, order),
      )
      .orderBy("snapshots.happened_at", sorted === null ? order : "desc")
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
