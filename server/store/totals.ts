import { sql } from "kysely";
import { type Cause, explain } from "../triage/causes";
import type { SnapshotIndex } from "./open";

/** How far a connection is read, and how lately. Times are milliseconds since the epoch. */
export interface ConnectionReadings {
  connection: string;
  /** Instances that the service lists, those whose history was read, and those whose last reading failed. */
  instances: number;
  read: number;
  failed: number;
  /** When the history that was read longest ago was read; null when none was. */
  oldestReadAt: number | null;
  /** When a sync run last came to its end, in this process or another; null when none did. */
  lastRunAt: number | null;
}

/** What the index holds of a connection besides. */
export interface ConnectionTotals extends ConnectionReadings {
  /** Snapshots by phase, those that are gone too. */
  snapshots: { phase: string; count: number }[];
  /** Pushes that failed since then, by the id of their likely cause; null where none is known. */
  failedPushes: { cause: string | null; count: number }[];
}

/** How far each connection is read, and how lately. */
export async function readingsOf(
  { db }: SnapshotIndex,
  connections: readonly string[],
): Promise<ConnectionReadings[]> {
  const [instances, runs] = await Promise.all([
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
  ]);
  return connections.map((connection) => {
    const own = instances.find((row) => row.connection === connection);
    return {
      connection,
      instances: Number(own?.instances ?? 0),
      read: Number(own?.read ?? 0),
      failed: Number(own?.failed ?? 0),
      oldestReadAt: own?.oldest ?? null,
      lastRunAt: runs.find((row) => row.connection === connection)?.last ?? null,
    };
  });
}

/** The index's totals by connection, answered from its database's own indexes but for the newest failures. */
export async function totalsOf(
  index: SnapshotIndex,
  connections: readonly string[],
  catalogue: readonly Cause[],
  since: number,
): Promise<ConnectionTotals[]> {
  const { db } = index;
  const [readings, phases, reasons] = await Promise.all([
    readingsOf(index, connections),
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
  return readings.map((reading) => {
    const isOwn = (row: { connection: string }) => row.connection === reading.connection;
    const causes = new Map<string | null, number>();
    for (const { count, ...reason } of reasons.filter(isOwn)) {
      const cause = explain(reason, catalogue)?.id ?? null;
      causes.set(cause, (causes.get(cause) ?? 0) + Number(count));
    }
    return {
      ...reading,
      snapshots: phases.filter(isOwn).map(({ phase, count }) => ({ phase, count: Number(count) })),
      failedPushes: [...causes].map(([cause, count]) => ({ cause, count })),
    };
  });
}
