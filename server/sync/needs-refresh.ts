import { type ExpressionBuilder, sql } from "kysely";
import type { SnapshotIndex } from "../store/open";
import { rowUnidentified } from "../store/save-history";
import type { IndexDatabase } from "../store/schema";
import { rowRefused } from "../store/upsert";
import { confirmAfterMs } from "./prove-gone";

/** An instance whose failed reading is left alone for this long before it is tried again. */
const retryAfterMs = 60_000;

/** The same where a single row was refused or has no id: that is as it was until the row changes. */
const retryRowAfterMs = 3_600_000;

const ofRows = [rowRefused, rowUnidentified];

type Instances = ExpressionBuilder<IndexDatabase, "instances">;

const snapshotsOf = (eb: Instances) =>
  eb
    .selectFrom("snapshots")
    .select(sql`1`.as("one"))
    .whereRef("snapshots.connection", "=", "instances.connection")
    .whereRef("snapshots.instance_id", "=", "instances.instance_id");

const missingOf = (eb: Instances) =>
  eb
    .selectFrom("missing")
    .select(sql`1`.as("one"))
    .whereRef("missing.connection", "=", "instances.connection")
    .whereRef("missing.instance_id", "=", "instances.instance_id")
    .where("missing.snapshot_id", "!=", "");

/**
 * Never read, changed since it was read, failed some time ago, with a snapshot in flight, or with one that
 * vanished some time ago. A failure ahead of `now` comes from a clock that was set back since; what failed
 * for the database's sake is read again as soon as the database is back, but a row that it refused, or
 * that has no id, only when the instance changes, or in an hour.
 */
const needsRefresh = (eb: Instances, now: number) =>
  eb.and([
    eb.or([
      eb("error_at", "is", null),
      eb("error_at", "<", now - retryAfterMs),
      eb("error_at", ">", now),
      eb("error_code", "=", "index.unavailable"),
    ]),
    eb.or([
      eb("history_hint", "is", null),
      eb("history_hint", "<>", eb.ref("hint")),
      eb("error_code", "not in", ofRows),
      eb.and([
        eb("error_code", "in", ofRows),
        eb.or([eb("error_at", "<", now - retryRowAfterMs), eb("error_at", ">", now)]),
      ]),
      eb.exists(
        snapshotsOf(eb)
          .where("snapshots.phase", "=", "inFlight")
          .where("snapshots.gone_at", "is", null),
      ),
      eb.and([eb("history_read_at", "<=", now - confirmAfterMs), eb.exists(missingOf(eb))]),
    ]),
  ]);

/**
 * Ids of the instances whose history must be read, newest change first, so that fresh failures show
 * first. `among` narrows it to some ids. `now` is in milliseconds since the epoch.
 */
export async function instancesToRefresh(
  { db }: SnapshotIndex,
  connection: string,
  now: number,
  among?: readonly string[],
): Promise<string[]> {
  if (among?.length === 0) return [];
  const rows = await db
    .selectFrom("instances")
    .select("instance_id")
    .where("connection", "=", connection)
    .where("gone_at", "is", null)
    .where((eb) => needsRefresh(eb, now))
    .$if(among !== undefined, (query) => query.where("instance_id", "in", among ?? []))
    .orderBy("modified_at", "desc")
    .orderBy("instance_id")
    .execute();
  return rows.map((row) => row.instance_id);
}

/** Ids of the instances whose history was read longest ago, `limit` of them: what a reconcile reads again. */
export async function leastRecentlyRead(
  { db }: SnapshotIndex,
  connection: string,
  before: number,
  limit: number,
): Promise<string[]> {
  if (limit === 0) return [];
  const rows = await db
    .selectFrom("instances")
    .select("instance_id")
    .where("connection", "=", connection)
    .where("gone_at", "is", null)
    .where("history_read_at", "<", before)
    .orderBy("history_read_at")
    .limit(limit)
    .execute();
  return rows.map((row) => row.instance_id);
}
