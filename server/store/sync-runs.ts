import { randomUUID } from "node:crypto";
import type { SelectQueryBuilder } from "kysely";
import type { SnapshotIndex } from "./open";
import type { IndexDatabase } from "./schema";

/** A full run reads everything, an incremental one what changed, a reconcile the whole list and some of the oldest histories. */
export type SyncRunKind = "full" | "incremental" | "reconcile";

/** Where a connection's sync stands. Times are milliseconds since the epoch. */
export interface SyncState {
  connection: string;
  phase: SyncRunKind | "idle";
  done: number;
  total: number;
  /** Upstream calls and throttled answers since the process started, interactive ones included. */
  calls: number;
  /** Upstream calls of the last minute. */
  perMinute: number;
  throttled: number;
  startedAt: number | null;
  nextAt: number | null;
  /** The code of what ended the last run early; null when nothing did. */
  error: string | null;
  /** Set while the service refuses the instance list, with the workspace that it named. */
  refused: { workspace: string | null } | null;
}

/** Where a sync stands that has done nothing yet. */
export const idleSync = (connection: string): SyncState => ({
  connection,
  phase: "idle",
  done: 0,
  total: 0,
  calls: 0,
  perMinute: 0,
  throttled: 0,
  startedAt: null,
  nextAt: null,
  error: null,
  refused: null,
});

/** What a run came to. */
export interface SyncRunOutcome {
  finishedAt: number;
  instances: number;
  calls: number;
  throttled: number;
  failed: number;
}

/** Runs are of no use after a week, but for the full ones: those say for good that an account is known. */
const keptMs = 7 * 86_400_000;

/** Remembers that a run has begun. @returns its id */
export async function startRun(
  { db }: SnapshotIndex,
  connection: string,
  kind: SyncRunKind,
  startedAt: number,
): Promise<string> {
  const id = randomUUID();
  await db
    .insertInto("sync_runs")
    .values({
      id,
      connection,
      kind,
      started_at: startedAt,
      finished_at: null,
      instances: 0,
      calls: 0,
      throttled: 0,
      failed: 0,
    })
    .execute();
  return id;
}

/** Remembers what a run came to, and forgets the runs of long ago. */
export async function finishRun(
  { db }: SnapshotIndex,
  id: string,
  { finishedAt, ...counts }: SyncRunOutcome,
): Promise<void> {
  await db
    .updateTable("sync_runs")
    .set({ ...counts, finished_at: finishedAt })
    .where("id", "=", id)
    .execute();
  await db
    .deleteFrom("sync_runs")
    .where("kind", "!=", "full" satisfies SyncRunKind)
    .where("started_at", "<", finishedAt - keptMs)
    .execute();
}

/** Whether a full run of the connection has come to its end, in this process or another. @param runs all that there were */
export async function hasFullRun(
  runs: SelectQueryBuilder<IndexDatabase, "sync_runs", object>,
  connection: string,
): Promise<boolean> {
  const run = await runs
    .select("id")
    .where("connection", "=", connection)
    .where("kind", "=", "full" satisfies SyncRunKind)
    .where("finished_at", "is not", null)
    .limit(1)
    .executeTakeFirst();
  return run !== undefined;
}
