import type { Transaction } from "kysely";
import type { UpstreamSnapshot } from "../contract";
import { noteChangedDays } from "./changed-days";
import { type SnapshotRow, snapshotColumnList, statusChangeTable } from "./columns";
import { saveMissingSnapshots } from "./missing";
import type { SnapshotIndex } from "./open";
import { snapshotRow } from "./rows";
import { currentRules, type Rules } from "./rules";
import type { IndexDatabase } from "./schema";
import { mapInTurns } from "./turns";
import { excluded, newestOfEach, reportRefused, rowRefused, slices, writeEach } from "./upsert";

/** A history as it was read whole. */
export interface HistoryRead {
  items: readonly UpstreamSnapshot[];
  /** Milliseconds since the epoch. */
  readAt: number;
  /** Of the answer it was read by. */
  requestId: string | null;
  /** How many the service counts: more than `items` where rows have no id of their own. */
  total?: number;
  /** Snapshots that it lacks and that are proven to be gone. */
  gone?: ReadonlySet<string>;
}

/** The code of a history with rows that have no id: what they are about cannot be told, nor be called gone. */
export const rowUnidentified = "upstream.rowWithoutId";

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
  /** Ids of the snapshots that the database refused; the instance carries `index.rowRefused` then. */
  refused: string[];
  /** The code that the instance carries then, or where the service counts rows without an id; else null. */
  error: string | null;
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
  { items, readAt, requestId, total = items.length, gone: proven = new Set() }: HistoryRead,
  rules: Rules = currentRules,
): Promise<HistoryChange> {
  const change = await db.transaction().execute(async (trx) => {
    const instance = await instanceOf(trx, connection, instanceId);
    const known = await knownSnapshots(trx, connection, instanceId);
    const rowOf = (record: UpstreamSnapshot) => {
      const reading = { connection, instanceId, owner: instance, readAt };
      const row = snapshotRow(record, reading, rules);
      const before = known.get(row.snapshot_id);
      // Without a time of the service's, a snapshot moved when its status was first seen.
      return before && before.status === row.status && before.happened_at !== row.happened_at
        ? snapshotRow(record, { ...reading, happenedAt: before.happened_at }, rules)
        : row;
    };
    const rows = newestOfEach(await mapInTurns(items, rowOf), (row) => row.snapshot_id);
    const rewritten = rows.filter((row) => {
      const before = known.get(row.snapshot_id);
      return before?.row_hash !== row.row_hash || before.gone_at !== null;
    });
    const refused = await upsertSnapshots(trx, rewritten);
    const error = refused.length > 0 ? rowRefused : total > items.length ? rowUnidentified : null;
    const stored = rows.filter((row) => !refused.includes(row));
    const moved = rewritten.filter((row) => {
      const before = known.get(row.snapshot_id);
      const same = before?.status === row.status && before.phase === row.phase;
      return !same && !refused.includes(row);
    });
    await addStatusChanges(trx, moved, readAt);
    const listed = new Set(rows.map((row) => row.snapshot_id));
    const missing = [...known.values()].filter(
      (row) => !listed.has(row.snapshot_id) && row.gone_at === null,
    );
    const unproven = missing.filter((row) => !proven.has(row.snapshot_id));
    const present = [...stored, ...unproven];
    const idOf = (row: { snapshot_id: string }) => row.snapshot_id;
    const gone = missing.map(idOf).filter((id) => proven.has(id));
    await saveMissingSnapshots(trx, connection, instanceId, unproven.map(idOf), readAt);
    await markGone(trx, connection, instanceId, gone, {
      lastSeenAt: instance?.history_read_at ?? null,
      goneAt: readAt,
    });
    await trx
      .updateTable("instances")
      .set({
        history_read_at: readAt,
        history_request_id: requestId,
        // A history kept from before the hint came may lack what the hint tells of: it is read again.
        ...(instance && readAt >= instance.read_at ? { history_hint: instance.hint } : {}),
        good_at: newest(present, "succeeded"),
        bad_at: newest(present, "failed"),
        error_code: error,
        error_request_id: error === null ? null : requestId,
        error_at: error === null ? null : readAt,
      })
      .where("connection", "=", connection)
      .where("instance_id", "=", instanceId)
      .execute();
    await noteChangedDays(trx, connection, timesOf(rewritten, known));
    return {
      created: moved.filter((row) => !known.has(row.snapshot_id)).length,
      changed: moved.filter((row) => known.has(row.snapshot_id)).length,
      gone: gone.length,
      refused: refused.map((row) => row.snapshot_id),
      error,
    };
  });
  reportRefused(change.refused.map((id) => `the snapshot ${id} of the instance ${instanceId}`));
  return change;
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
    .set((eb) => ({
      error_code: code,
      error_request_id: requestId,
      error_at: at,
      // Reading the same again would have the same refused.
      ...(code === rowRefused ? { history_hint: eb.ref("hint") } : {}),
    }))
    .where("connection", "=", connection)
    .where("instance_id", "=", instanceId)
    .execute();
}

/** When rewritten snapshots happened, and when they did before. */
export const timesOf = (
  rewritten: readonly SnapshotRow[],
  known: ReadonlyMap<string, Pick<SnapshotRow, "happened_at">>,
) =>
  rewritten.flatMap((row) => {
    const before = known.get(row.snapshot_id);
    return before ? [before.happened_at, row.happened_at] : [row.happened_at];
  });

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

async function knownSnapshots(
  trx: Transaction<IndexDatabase>,
  connection: string,
  instanceId: string,
) {
  const rows = await trx
    .selectFrom("snapshots")
    .select(["snapshot_id", "status", "phase", "happened_at", "row_hash", "gone_at"])
    .where("connection", "=", connection)
    .where("instance_id", "=", instanceId)
    .execute();
  return new Map(rows.map((row) => [row.snapshot_id, row]));
}

const instanceOf = (trx: Transaction<IndexDatabase>, connection: string, instanceId: string) =>
  trx
    .selectFrom("instances")
    .select(["workspace_id", "user_id", "hint", "read_at", "history_read_at"])
    .where("connection", "=", connection)
    .where("instance_id", "=", instanceId)
    .executeTakeFirst();

const overwritten = snapshotColumnList
  .filter(({ role }) => role !== "key" && role !== "kept")
  .map(({ name }) => name);

/** Writes whole rows over what is known of them. @returns the ones that the database refused */
export const upsertSnapshots = (
  trx: Transaction<IndexDatabase>,
  rows: readonly SnapshotRow[],
): Promise<SnapshotRow[]> =>
  writeEach(trx, rows, (some) =>
    trx
      .insertInto("snapshots")
      .values(some)
      .onConflict((conflict) =>
        conflict
          .columns(["connection", "instance_id", "snapshot_id"])
          .doUpdateSet(excluded(overwritten)),
      )
      .execute(),
  );

async function addStatusChanges(
  trx: Transaction<IndexDatabase>,
  rows: readonly SnapshotRow[],
  seenAt: number,
) {
  const changes = await mapInTurns(rows, (row) =>
    statusChangeTable.parse({ ...row, seen_at: seenAt }),
  );
  for (const some of slices(changes)) await trx.insertInto("status_changes").values(some).execute();
}

/** What is no longer listed was last seen at the reading before this one. */
async function markGone(
  trx: Transaction<IndexDatabase>,
  connection: string,
  instanceId: string,
  gone: readonly string[],
  seen: { lastSeenAt: number | null; goneAt: number },
) {
  for (const some of slices(gone)) {
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
