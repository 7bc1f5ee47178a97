import type { SnapshotTimeline } from "../contract";
import { percentiles } from "../triage/percentile";
import { isoSecond } from "./columns";
import type { IndexView } from "./view";

/** Entries of a timeline at most: more could not be told apart, nor clicked. */
const entriesAtMost = 120;

/** The newest snapshots of an instance, oldest first, those that are gone among them. */
export async function snapshotTimeline(
  view: IndexView,
  { connection, instanceId }: { connection: string; instanceId: string },
): Promise<SnapshotTimeline & { readAt: string | null }> {
  const ofInstance = view.snapshots([connection]).where("instance_id", "=", instanceId);
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
      .limit(entriesAtMost)
      .execute(),
    ofInstance.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
    ofInstance
      .select("duration_ms")
      .where("phase", "=", "succeeded")
      .where("duration_ms", "is not", null)
      .execute(),
    view
      .instances([connection])
      .select("history_read_at")
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
      phase: row.phase,
      at: isoSecond(row.created_at ?? row.first_seen_at),
      durationMs:
        row.duration_ms ??
        (row.created_at === null || row.gone_at === null
          ? null
          : Math.max(0, row.gone_at - row.created_at)),
      gone: row.gone_at !== null,
    })),
    total: Number(total),
    typicalMs,
    readAt: readAt === null ? null : new Date(readAt).toISOString(),
  };
}
