import type { Transaction } from "kysely";
import type { Instance, UpstreamSnapshot } from "../contract";
import { saveMissingSnapshots } from "./missing";
import type { SnapshotIndex } from "./open";
import { instanceRow, snapshotRow } from "./rows";
import type { IndexDatabase, SnapshotRow, StatusChangeRow } from "./schema";
import { rowSlices } from "./slices";

/** A history as it was read whole. */
export interface HistoryRead {
  items: readonly UpstreamSnapshot[];
  /** Milliseconds since the epoch. */
  readAt: number;
  /** Of the answer it was read by. */
  requestId: string | null;
  /** Snapshots that it lacks and that are proven to be gone. */
  gone?: ReadonlySet<string>;
}

/** Why an instance's history could not be read. */
export interface ReadFailure {
  code: string;
  requestId: string | null;
  at: number;
}

/** What a whole history changed in the index. */
export interface HistoryChange {
  created: number;
  changed: number;
  gone: number;
}

/** Saves list entries; what is known of their histories stays. */
export async function saveInstances(
  { db }: SnapshotIndex,
  connection: string,
  instances: readonly Instance[],
  readAt: number,
): Promise<void> {
  for (const some of rowSlices(instances)) {
    const rows = some.map((instance) => instanceRow(connection, instance, readAt));
    await db
      .insertInto("instances")
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(["connection", "instance_id"]).doUpdateSet((eb) => ({
          name: eb.ref("excluded.name"),
          status: eb.ref("excluded.status"),
          workspace_id: eb.ref("excluded.workspace_id"),
          workspace_name: eb.ref("excluded.workspace_name"),
          user_id: eb.ref("excluded.user_id"),
          user_name: eb.ref("excluded.user_name"),
          modified_at: eb.ref("excluded.modified_at"),
          hint: eb.ref("excluded.hint"),
          read_at: eb.ref("excluded.read_at"),
          gone_at: null,
        })),
      )
      .execute();
  }
}

/**
 * Saves a whole history in one transaction: new snapshots, changes of status, and the ones that are
 * proven to be gone, which stay with when they were last seen. What the history lacks without proof is
 * remembered as missing. Saving the same reading twice changes nothing.
 */
export async function saveHistory(
  { db }: SnapshotIndex,
  connection: string,
  instanceId: string,
  { items, readAt, requestId, gone: proven = new Set() }: HistoryRead,
): Promise<HistoryChange> {
  return await db.transaction().execute(async (trx) => {
    const instance = await instanceOf(trx, connection, instanceId);
    const known = await knownSnapshots(trx, connection, instanceId);
    const rows = items.map((record) => snapshotRow(connection, instance, record, readAt));
    const moved = rows.filter((row) => {
      const before = known.get(row.snapshot_id);
      return !before || before.status !== row.status || before.phase !== row.phase;
    });
    const rewritten = rows.filter((row) => differs(row, known.get(row.snapshot_id)));
    const seen = new Set(rows.map((row) => row.snapshot_id));
    const missing = [...known.values()].filter(
      (row) => !seen.has(row.snapshot_id) && row.gone_at === null,
    );
    const gone = missing.filter((row) => proven.has(row.snapshot_id));
    const unproven = missing.filter((row) => !proven.has(row.snapshot_id));
    const listed = [...rows, ...unproven];

    await upsertSnapshots(trx, rewritten);
    await addStatusChanges(trx, moved, readAt);
    await markGone(
      trx,
      connection,
      instanceId,
      gone.map((row) => row.snapshot_id),
      { lastSeenAt: instance?.history_read_at ?? null, goneAt: readAt },
    );
    await saveMissingSnapshots(
      trx,
      connection,
      instanceId,
      unproven.map((row) => row.snapshot_id),
      readAt,
    );
    await trx
      .updateTable("instances")
      .set({
        history_read_at: readAt,
        history_request_id: requestId,
        // A history kept from before the hint came may lack what the hint tells of: it is read again.
        ...(instance && readAt >= instance.read_at ? { history_hint: instance.hint } : {}),
        good_at: newest(listed, "succeeded"),
        bad_at: newest(listed, "failed"),
        error_code: null,
        error_request_id: null,
        error_at: null,
      })
      .where("connection", "=", connection)
      .where("instance_id", "=", instanceId)
      .execute();
    return {
      created: moved.filter((row) => !known.has(row.snapshot_id)).length,
      changed: moved.filter((row) => known.has(row.snapshot_id)).length,
      gone: gone.length,
    };
  });
}

/** Remembers that an instance's history could not be read; what is known of it stays. */
export async function saveFailure(
  { db }: SnapshotIndex,
  connection: string,
  instanceId: string,
  { code, requestId, at }: ReadFailure,
): Promise<void> {
  await db
    .updateTable("instances")
    .set({ error_code: code, error_request_id: requestId, error_at: at })
    .where("connection", "=", connection)
    .where("instance_id", "=", instanceId)
    .execute();
}

/** When the newest row of a phase happened; null when there is none. */
const newest = (
  rows: readonly Pick<SnapshotRow, "phase" | "happened_at">[],
  phase: "succeeded" | "failed",
) =>
  rows.reduce<number | null>(
    (latest, row) =>
      row.phase === phase ? Math.max(latest ?? row.happened_at, row.happened_at) : latest,
    null,
  );

/**
 * Takes in a history that somebody has just read, where the index's own reading of it had failed.
 * @returns whether it did
 */
export async function backfillHistory(
  index: SnapshotIndex,
  connection: string,
  instanceId: string,
  history: HistoryRead,
): Promise<boolean> {
  const failed = await index.db
    .selectFrom("instances")
    .select("instance_id")
    .where("connection", "=", connection)
    .where("instance_id", "=", instanceId)
    .where("error_code", "is not", null)
    .executeTakeFirst();
  if (failed) await saveHistory(index, connection, instanceId, history);
  return failed !== undefined;
}

type Known = Pick<
  SnapshotRow,
  | "snapshot_id"
  | "status"
  | "phase"
  | "modified_at"
  | "happened_at"
  | "name"
  | "image_url"
  | "reason_message"
  | "labels"
  | "gone_at"
>;

async function knownSnapshots(
  trx: Transaction<IndexDatabase>,
  connection: string,
  instanceId: string,
) {
  const rows: Known[] = await trx
    .selectFrom("snapshots")
    .select([
      "snapshot_id",
      "status",
      "phase",
      "modified_at",
      "happened_at",
      "name",
      "image_url",
      "reason_message",
      "labels",
      "gone_at",
    ])
    .where("connection", "=", connection)
    .where("instance_id", "=", instanceId)
    .execute();
  return new Map(rows.map((row) => [row.snapshot_id, row]));
}

/** Whether a row says anything that the index does not know. Most of a history never changes again. */
const differs = (row: SnapshotRow, known: Known | undefined) =>
  known === undefined ||
  known.gone_at !== null ||
  known.status !== row.status ||
  known.phase !== row.phase ||
  known.modified_at !== row.modified_at ||
  known.name !== row.name ||
  known.image_url !== row.image_url ||
  known.reason_message !== row.reason_message ||
  known.labels !== row.labels;

const instanceOf = (trx: Transaction<IndexDatabase>, connection: string, instanceId: string) =>
  trx
    .selectFrom("instances")
    .select(["workspace_id", "user_id", "hint", "read_at", "history_read_at"])
    .where("connection", "=", connection)
    .where("instance_id", "=", instanceId)
    .executeTakeFirst();

async function upsertSnapshots(trx: Transaction<IndexDatabase>, rows: readonly SnapshotRow[]) {
  for (const some of rowSlices(rows)) {
    await trx
      .insertInto("snapshots")
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(["connection", "instance_id", "snapshot_id"]).doUpdateSet((eb) => ({
          name: eb.ref("excluded.name"),
          status: eb.ref("excluded.status"),
          phase: eb.ref("excluded.phase"),
          image_id: eb.ref("excluded.image_id"),
          image_url: eb.ref("excluded.image_url"),
          registry: eb.ref("excluded.registry"),
          reason_code: eb.ref("excluded.reason_code"),
          reason_message: eb.ref("excluded.reason_message"),
          fingerprint: eb.ref("excluded.fingerprint"),
          created_at: eb.ref("excluded.created_at"),
          modified_at: eb.ref("excluded.modified_at"),
          happened_at: eb.ref("excluded.happened_at"),
          duration_ms: eb.ref("excluded.duration_ms"),
          labels: eb.ref("excluded.labels"),
          exclude_paths: eb.ref("excluded.exclude_paths"),
          workspace_id: eb.ref("excluded.workspace_id"),
          user_id: eb.ref("excluded.user_id"),
          search_text: eb.ref("excluded.search_text"),
          last_seen_at: eb.ref("excluded.last_seen_at"),
          gone_at: null,
        })),
      )
      .execute();
  }
}

async function addStatusChanges(
  trx: Transaction<IndexDatabase>,
  rows: readonly SnapshotRow[],
  seenAt: number,
) {
  const changes = rows.map(
    (row): StatusChangeRow => ({
      connection: row.connection,
      instance_id: row.instance_id,
      snapshot_id: row.snapshot_id,
      status: row.status,
      phase: row.phase,
      seen_at: seenAt,
      modified_at: row.modified_at,
    }),
  );
  for (const some of rowSlices(changes))
    await trx.insertInto("status_changes").values(some).execute();
}

/** What is no longer listed was last seen at the reading before this one. */
async function markGone(
  trx: Transaction<IndexDatabase>,
  connection: string,
  instanceId: string,
  gone: readonly string[],
  seen: { lastSeenAt: number | null; goneAt: number },
) {
  for (const some of rowSlices(gone)) {
    await trx
      .updateTable("snapshots")
      .set({
        gone_at: seen.goneAt,
        ...(seen.lastSeenAt === null ? {} : { last_seen_at: seen.lastSeenAt }),
      })
      .where("connection", "=", connection)
      .where("instance_id", "=", instanceId)
      .where("snapshot_id", "in", some)
      .execute();
  }
}
