import { setTimeout as wait } from "node:timers/promises";
import { log } from "../log/log";
import { noteChangedDays } from "./changed-days";
import type { SnapshotRow } from "./columns";
import type { SnapshotIndex } from "./open";
import { rederivedRow } from "./rows";
import { currentRules, type Rules } from "./rules";
import { timesOf, upsertSnapshots } from "./save-history";
import { reportRefused } from "./upsert";

/** Rows of one step: what the embedded engine writes without being noticed. */
const rowsAtOnce = 200;

export interface RefreshOptions {
  rules?: Rules;
  /** Rows of one step at most. */
  limit?: number;
}

/**
 * Derives some rows of one instance anew that follow an older version of the rules. How far it has
 * come stands in the rows themselves: after an interruption the next step goes on with the rest.
 * @returns how many rows it found; 0 when every row follows these rules or a later version
 */
export async function refreshDerived(
  { db, engine }: SnapshotIndex,
  { rules = currentRules, limit = rowsAtOnce }: RefreshOptions = {},
): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const outdated = trx
      .selectFrom("snapshots")
      .where("snapshots.rules_version", "<", rules.version)
      // What a reading or another replica is writing at this moment is left to it.
      .$if(engine === "postgresql", (query) => query.forUpdate().skipLocked());
    // One instance a step, so that two writers never wait for each other's.
    const next = await outdated
      .select(["connection", "instance_id"])
      .orderBy("rules_version")
      .limit(1)
      .executeTakeFirst();
    if (!next) return 0;
    const { connection, instance_id } = next;
    const instance = await trx
      .selectFrom("instances")
      .select("history_read_at")
      .where("connection", "=", connection)
      .where("instance_id", "=", instance_id)
      .executeTakeFirst();
    const rows = await outdated
      .selectAll()
      .where("connection", "=", connection)
      .where("instance_id", "=", instance_id)
      .orderBy("snapshot_id")
      .limit(limit)
      .execute();
    const derived = rows.flatMap((row) => {
      const readAt = row.gone_at === null ? instance?.history_read_at : null;
      return deriveAnew(row, readAt ?? row.last_seen_at, rules);
    });
    const refused = await upsertSnapshots(trx, derived);
    const done = new Set(derived.filter((row) => !refused.includes(row)).map(idOf));
    const setAside = rows.map(idOf).filter((id) => !done.has(id));
    if (setAside.length > 0) {
      // Such a row stays as it is, and is not tried again.
      await trx
        .updateTable("snapshots")
        .set({ rules_version: rules.version })
        .where("connection", "=", connection)
        .where("instance_id", "=", instance_id)
        .where("snapshot_id", "in", setAside)
        .execute();
      reportRefused(setAside.map((id) => `the snapshot ${id} of the instance ${instance_id}`));
    }
    const phases = new Map(rows.map((row) => [row.snapshot_id, row.phase]));
    const changed = derived.filter((row) => row.phase !== phases.get(row.snapshot_id));
    for (const { snapshot_id, status, phase } of changed) {
      await trx
        .updateTable("status_changes")
        .set({ phase })
        .where("connection", "=", connection)
        .where("instance_id", "=", instance_id)
        .where("snapshot_id", "=", snapshot_id)
        .where("status", status === null ? "is" : "=", status)
        .execute();
    }
    if (changed.length > 0) {
      const newest = (phase: "succeeded" | "failed") =>
        trx
          .selectFrom("snapshots")
          .select((eb) => eb.fn.max("happened_at").as("newest"))
          .where("connection", "=", connection)
          .where("instance_id", "=", instance_id)
          .where("phase", "=", phase)
          .where("gone_at", "is", null);
      await trx
        .updateTable("instances")
        .set({ good_at: newest("succeeded"), bad_at: newest("failed") })
        .where("connection", "=", connection)
        .where("instance_id", "=", instance_id)
        .execute();
    }
    const known = new Map(rows.map((row) => [row.snapshot_id, row]));
    await noteChangedDays(trx, connection, timesOf(derived, known));
    return rows.length;
  });
}

const idOf = (row: SnapshotRow) => row.snapshot_id;

/** The row as the rules derive it now; none where what is stored of it cannot be read. */
function deriveAnew(row: SnapshotRow, readAt: number, rules: Rules): SnapshotRow[] {
  try {
    return [rederivedRow(row, readAt, rules)];
  } catch {
    return [];
  }
}

export interface KeepDerivedOptions extends RefreshOptions {
  signal: AbortSignal;
  /** Between two steps while there is something to do (default 20 ms). */
  pauseMs?: number;
  /** Until the next look when there was nothing, or a step failed (default 5 min). */
  idleMs?: number;
}

/**
 * Keeps every stored row at the present rules, in the background until it is aborted. A failure is
 * said in the log and tried again; it never throws.
 */
export async function keepDerivedCurrent(
  index: SnapshotIndex,
  { signal, pauseMs = 20, idleMs = 300_000, ...options }: KeepDerivedOptions,
): Promise<void> {
  while (!signal.aborted) {
    const found = await refreshDerived(index, options).catch((error: unknown) => {
      if (!signal.aborted) log.warn("stored rows could not follow the rules", { err: error });
      return 0;
    });
    const ms = found > 0 ? pauseMs : idleMs;
    await wait(ms, undefined, { signal, ref: false }).catch(() => {});
  }
}
