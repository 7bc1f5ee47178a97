import type { StatusHistory } from "../contract";
import { isoSecond } from "./columns";
import type { SnapshotIndex } from "./open";
import { indexedSnapshot, instanceColumns, joinedSnapshots } from "./snapshots";

interface SnapshotAddress {
  connection: string;
  instanceId: string;
  snapshotId: string;
}

/** What the index remembers of a snapshot, and the statuses it was seen in. `now` is in milliseconds since the epoch. */
export async function statusHistory(
  index: SnapshotIndex,
  { connection, instanceId, snapshotId }: SnapshotAddress,
  now: number,
): Promise<StatusHistory> {
  const [row, changes] = await Promise.all([
    joinedSnapshots(index)
      .selectAll("snapshots")
      .select(instanceColumns)
      .where("snapshots.connection", "=", connection)
      .where("snapshots.instance_id", "=", instanceId)
      .where("snapshots.snapshot_id", "=", snapshotId)
      .executeTakeFirst(),
    index.db
      .selectFrom("status_changes")
      .select(["status", "phase", "seen_at", "modified_at"])
      .where("connection", "=", connection)
      .where("instance_id", "=", instanceId)
      .where("snapshot_id", "=", snapshotId)
      .orderBy("seen_at")
      .execute(),
  ]);
  return {
    item: row ? indexedSnapshot(row, now) : null,
    steps: changes.map(({ status, phase, seen_at, modified_at }) => ({
      status,
      phase,
      at: isoSecond(modified_at ?? seen_at),
    })),
    lastSeenAt: row ? isoSecond(row.last_seen_at) : null,
    readAt: new Date(now).toISOString(),
  };
}
