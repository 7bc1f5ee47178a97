import { sql } from "kysely";
import { type Cause, explain } from "../triage/causes";
import type { SnapshotIndex } from "./open";

/** What the index holds of a connection. Times are milliseconds since the epoch. */
export interface ConnectionTotals {
  connection: string;
  /** Instances that the service lists, those whose history was read, and those whose last reading failed. */
  instances: number;
  read: number;
  failed: number;
  /** When the history that was read longest ago was read; null when none was. */
  oldestReadAt: number | null;
  /** When a sync run last came to its end, in this process or another; null when none did. */
  lastRunAt: number | null;
  /** Snapshots by phase, those that are gone too. */
  snapshots: { phase: string; count: number }[];
  /** Pushes that failed since then, by the id of their likely cause; null where none is known. */
  failedPushes: { cause: string | null; count: number }[];
}

/** The index's totals by connection, answered from its database's own indexes but for the newest failures. */
export async function totalsOf(
  { db }: SnapshotIndex,
  connections: readonly string[],
  catalogue: readonly Cause[],
  since: number,
): Promise<ConnectionTotals[]> {
  const [instances, runs, phases, reasons] = await Promise.all([
    db
      .selectFrom("instances")
      .where("connection", "in", connections)
      .where("gone_at", "is", null)
      .groupBy("connection")
      .select((eb) => [
        "connection",
        eb.fn.countAll<number>().as("instances"),
        eb.fn.count<number>("history_read_at").as("read"),
        eb.fn.count<number>("error_code").as("failed"),
        eb.fn.min("history_read_at").as("oldest"),
      ])
      .execute(),
    db
      .selectFrom("sync_runs")
      .where("connection", "in", connections)
      .groupBy("connection")
      .select((eb) => ["connection", eb.fn.max("finished_at").as("last")])
      .execute(),
    db
      .selectFrom("snapshots")
      .where("connection", "in", connections)
      .groupBy(["connection", "phase"])
      .select((eb) => ["connection", "phase", eb.fn.countAll<number>().as("count")])
      .execute(),
    // Failures with one fingerprint have one cause: the reason of any of them tells it.
    db
      .selectFrom("snapshots")
      .where("connection", "in", connections)
      // Written out and not bound: an index of the failed ones alone serves only a query that says so.
      .where("phase", "=", sql.lit("failed"))
      .where("happened_at", ">=", since)
      .groupBy(["connection", "fingerprint"])
      .select((eb) => [
        "connection",
        eb.fn.max("reason_code_whole").as("reasonCode"),
        eb.fn.max("reason_message").as("reasonMessage"),
        eb.fn.countAll<number>().as("count"),
      ])
      .execute(),
  ]);
  return connections.map((connection) => {
    const isOwn = (row: { connection: string }) => row.connection === connection;
    const own = instances.find(isOwn);
    const causes = new Map<string | null, number>();
    for (const { count, ...reason } of reasons.filter(isOwn)) {
      const cause = explain(reason, catalogue)?.id ?? null;
      causes.set(cause, (causes.get(cause) ?? 0) + Number(count));
    }
    return {
      connection,
      instances: Number(own?.instances ?? 0),
      read: Number(own?.read ?? 0),
      failed: Number(own?.failed ?? 0),
      oldestReadAt: own?.oldest ?? null,
      lastRunAt: runs.find(isOwn)?.last ?? null,
      snapshots: phases.filter(isOwn).map(({ phase, count }) => ({ phase, count: Number(count) })),
      failedPushes: [...causes].map(([cause, count]) => ({ cause, count })),
    };
  });
}
