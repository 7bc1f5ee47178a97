import type { SnapshotRow } from "./columns";

type Placed = Pick<SnapshotRow, "happened_at" | "snapshot_id" | "connection" | "instance_id">;

/** Orders snapshots as every list of them is: the newest first, equally new ones by what names them. */
export const newestFirst = (a: Placed, b: Placed): number =>
  b.happened_at - a.happened_at ||
  byCodeUnit(a.snapshot_id, b.snapshot_id) ||
  byCodeUnit(a.connection, b.connection) ||
  byCodeUnit(a.instance_id, b.instance_id);

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
