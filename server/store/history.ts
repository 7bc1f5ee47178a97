import { phaseSchema, type SnapshotTimeline, type StatusHistory } from "../contract";
import { percentiles } from "../triage/percentile";
import type { SnapshotIndex } from "./open";
import { indexedSnapshot, instanceColumns, isoSecond, joinedSnapshots } from "./snapshots";

interface Place {
  connection: string;
  instanceId: string;
}

/** Marks of a strip at most: more could not be told apart, nor clicked. */
const stripLength = 120;

/** What the index remembers of a snapshot, and the statuses it was seen in. `now` is in milliseconds since the epoch. */
export async function statusHistory(
  index: SnapshotIndex,
  { connection, instanceId, snapshotId }: Place & { snapshotId: string },
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
      phase: phaseSchema.parse(phase),
      at: isoSecond(modified_at ?? seen_at),
    })),
    lastSeenAt: row ? isoSecond(row.last_seen_at) : null,
    readAt: new Date(now).toISOString(),
  };
}

/** The newest snapshots of an instance, oldest first, those that are gone among them. */
export async function snapshotTimeline(
  index: SnapshotIndex,
  { connection, instanceId }: Place,
  now: number,
): Promise<SnapshotTimeline> {
  const ofInstance = index.db
    .selectFrom("snapshots")
    .where("connection", "=", connection)
    .where("instance_id", "=", instanceId);
  const [rows, { total }, durations, instance] = await Promise.all([
    ofInstance
      .select([
        "snapshot_id",
        "name",
        "status",
        "phase",
        "created_at",
        "first_seen_at",
        "duration_ms",
        "gone_at",
      ])
      .orderBy("created_at", "desc")
      .orderBy("snapshot_id")
      .limit(stripLength)
      .execute(),
    ofInstance.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
    ofInstance
      .select("duration_ms")
      .where("phase", "=", "succeeded")
      .where("duration_ms", "is not", null)
      .execute(),
    index.db
      .selectFrom("instances")
      .select("history_read_at")
      .where("connection", "=", connection)
      .where("instance_id", "=", instanceId)
      .executeTakeFirst(),
  ]);
  const good = durations.map((row) => row.duration_ms).filter((ms) => ms !== null);
  const [typicalMs = null] = percentiles(good, [50]);
  const readAt = instance?.history_read_at ?? null;
  return {
    entries: rows.toReversed().map((row) => ({
      snapshotId: row.snapshot_id,
      snapshotName: row.name,
      status: row.status,
      phase: phaseSchema.parse(row.phase),
      at: isoSecond(row.created_at ?? row.first_seen_at),
      durationMs:
        row.duration_ms ??
        (row.created_at === null ? null : Math.max(0, (row.gone_at ?? now) - row.created_at)),
      gone: row.gone_at !== null,
    })),
    total: Number(total),
    typicalMs,
    historyReadAt: readAt === null ? null : new Date(readAt).toISOString(),
    readAt: new Date(now).toISOString(),
  };
}
