import type { SnapshotIndex } from "./open";

/** Whether a full run of the connection has come to its end, in this process or another. */
export async function hasFullRun({ db }: SnapshotIndex, connection: string): Promise<boolean> {
  const run = await db
    .selectFrom("sync_runs")
    .select("id")
    .where("connection", "=", connection)
    .where("kind", "=", "full")
    .where("finished_at", "is not", null)
    .limit(1)
    .executeTakeFirst();
  return run !== undefined;
}
