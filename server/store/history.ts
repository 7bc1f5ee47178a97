import type { Phase, StatusHistory } from "../contract";
import { isoSecond, type SnapshotRow } from "./columns";
import { indexedSnapshot, instanceColumns, joinedSnapshots } from "./snapshots";
import type { IndexView } from "./view";

interface SnapshotAddress {
  connection: string;
  instanceId: string;
  snapshotId: string;
}

/** What the index remembers of a snapshot, and the statuses it was seen in. `now` is in milliseconds since the epoch. */
export async function statusHistory(
  view: IndexView,
  { connection, instanceId, snapshotId }: SnapshotAddress,
  now: number,
): Promise<Omit<StatusHistory, "group"> & { readAt: string }> {
  const [row, changes] = await Promise.all([
    joinedSnapshots(view, connection)
      .selectAll("snapshots")
      .select(instanceColumns)
      .where("snapshots.instance_id", "=", instanceId)
      .where("snapshots.snapshot_id", "=", snapshotId)
      .executeTakeFirst(),
    view
      .statusChanges([connection])
      .select(["status", "phase", "seen_at", "modified_at"])
      .where("instance_id", "=", instanceId)
      .where("snapshot_id", "=", snapshotId)
      .orderBy("seen_at")
      .execute(),
  ]);
  const [goodBefore, previous] = await Promise.all([
    row && newestGoodBefore(view, row),
    row && previousOf(view, row),
  ]);
  return {
    item: row ? indexedSnapshot(row, now) : null,
    steps: changes.map(({ status, phase, seen_at, modified_at }) => ({
      status,
      phase,
      at: isoSecond(modified_at ?? seen_at),
    })),
    lastSeenAt: row ? isoSecond(row.last_seen_at) : null,
    goodBefore: goodBefore
      ? {
          snapshotId: goodBefore.snapshot_id,
          snapshotName: goodBefore.name,
          imageUrl: goodBefore.image_url,
          at: isoSecond(goodBefore.happened_at),
        }
      : null,
    previous:
      previous && previous.created_at !== null
        ? {
            snapshotId: previous.snapshot_id,
            snapshotName: previous.name,
            at: isoSecond(previous.created_at),
          }
        : null,
    readAt: new Date(now).toISOString(),
  };
}

/**
 * The instance's newest snapshot that was saved before another one changed last, among those still listed whose
 * image is not known to be gone.
 */
const newestGoodBefore = (
  view: IndexView,
  row: Pick<SnapshotRow, "connection" | "instance_id" | "happened_at">,
) =>
  view
    .snapshots([row.connection])
    .select(["snapshot_id", "name", "image_url", "happened_at"])
    .where("instance_id", "=", row.instance_id)
    .where("phase", "=", "succeeded" satisfies Phase)
    .where("gone_at", "is", null)
    .where("happened_at", "<", row.happened_at)
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom("images")
            .select("images.image_id")
            .whereRef("images.connection", "=", "snapshots.connection")
            .whereRef("images.instance_id", "=", "snapshots.instance_id")
            .whereRef("images.image_id", "=", "snapshots.image_id")
            .where("images.state", "=", "gone"),
        ),
      ),
    )
    .orderBy("happened_at", "desc")
    .limit(1)
    .executeTakeFirst();

/** The instance's snapshot that was created last before another one, among those still listed; of equal times the one that a list has next. */
const previousOf = (
  view: IndexView,
  row: Pick<SnapshotRow, "connection" | "instance_id" | "snapshot_id" | "created_at">,
) =>
  view
    .snapshots([row.connection])
    .select(["snapshot_id", "name", "created_at"])
    .where("instance_id", "=", row.instance_id)
    .where("gone_at", "is", null)
    .where(({ and, eb, or }) =>
      or([
        eb("created_at", "<", row.created_at),
        and([eb("created_at", "=", row.created_at), eb("snapshot_id", ">", row.snapshot_id)]),
      ]),
    )
    .orderBy("created_at", "desc")
    .orderBy("snapshot_id")
    .limit(1)
    .executeTakeFirst();
