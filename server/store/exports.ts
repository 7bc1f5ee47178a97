import type { IndexedSnapshot } from "../contract";
import type { FileColumn } from "../snapshots/export-file";
import { joinedColumnList } from "./columns";
import { type RowsQuery, resolveRows } from "./failure-rows";
import type { FailureSource } from "./failure-source";
import { indexedSnapshot, indexedSnapshots, instanceColumns, joinedSnapshots } from "./snapshots";

const rowsAtOnce = 500;

/** Every push of a query, page by page, so that a long list is never held whole. */
export async function* allFailureSnapshots(
  source: FailureSource,
  query: RowsQuery,
): AsyncGenerator<IndexedSnapshot[]> {
  const { filter, narrowing } = await resolveRows(source, query);
  for (let page = 1; ; page++) {
    const { items } = await indexedSnapshots(
      source.index,
      filter,
      narrowing,
      { page, size: rowsAtOnce, sort: "happened", order: "desc" },
      source.now,
    );
    if (items.length > 0) yield items;
    if (items.length < rowsAtOnce) return;
  }
}

/** Chosen pushes, newest first; those that are not there, or not on a connection of the source, are left out. */
export async function chosenPushes(
  { index, connections, now }: FailureSource,
  ids: readonly string[],
): Promise<IndexedSnapshot[]> {
  const rows = await joinedSnapshots(index, ...connections)
    .where((eb) =>
      eb.or(
        ids.map((id) => {
          const [connection = "", instanceId = "", snapshotId = ""] = id.split("/");
          return eb.and([
            eb("snapshots.connection", "=", connection),
            eb("snapshots.instance_id", "=", instanceId),
            eb("snapshots.snapshot_id", "=", snapshotId),
          ]);
        }),
      ),
    )
    .selectAll("snapshots")
    .select(instanceColumns)
    .orderBy("snapshots.happened_at", "desc")
    .orderBy("snapshots.snapshot_id")
    .orderBy("snapshots.connection")
    .orderBy("snapshots.instance_id")
    .execute();
  return rows.map((row) => indexedSnapshot(row, now));
}

/** The columns of a file of pushes. */
export const failureExportColumns: readonly FileColumn<IndexedSnapshot>[] =
  joinedColumnList.flatMap(({ field, header }) =>
    field === undefined || header === undefined ? [] : [[header, (row) => cellOf(row[field])]],
  );

const cellOf = (value: IndexedSnapshot[keyof IndexedSnapshot]) =>
  Array.isArray(value) ? JSON.stringify(value) : value;
