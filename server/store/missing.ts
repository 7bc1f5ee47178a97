import type { Expression, ExpressionBuilder, Kysely, SqlBool } from "kysely";
import type { SnapshotIndex } from "./open";
import type { IndexDatabase, MissingRow } from "./schema";
import { slices } from "./upsert";

/** Something that a reading of its list no longer had. */
export interface Missing {
  id: string;
  /** Since which reading it has been missing, in milliseconds since the epoch; null when it was listed until now. */
  since: number | null;
}

/** What a reading lacked, of how many that were known before it. */
export interface MissingOf {
  missing: Missing[];
  known: number;
}

/** The snapshot id under which an instance itself is missing. */
const itself = "";

/**
 * The known instances that a list read at `listReadAt` lacked. One that was seen after that is not
 * missing; a time ahead of `now` comes from a clock that was set back, and proves nothing.
 */
export async function missingInstances(
  { db }: SnapshotIndex,
  connection: string,
  listed: ReadonlySet<string>,
  { listReadAt, now }: { listReadAt: number; now: number },
): Promise<MissingOf> {
  const rows = await db
    .selectFrom("instances")
    .leftJoin("missing", (join) =>
      join
        .onRef("missing.connection", "=", "instances.connection")
        .onRef("missing.instance_id", "=", "instances.instance_id")
        .on("missing.snapshot_id", "=", itself),
    )
    .select(["instances.instance_id as id", "instances.read_at as readAt", "missing.since"])
    .where("instances.connection", "=", connection)
    .where("instances.gone_at", "is", null)
    .execute();
  const missing = rows.filter(
    ({ id, readAt }) => !listed.has(id) && (readAt <= listReadAt || readAt > now),
  );
  return { missing: missing.map(({ id, since }) => ({ id, since })), known: rows.length };
}

/** The known snapshots of an instance that a reading of its history lacked. */
export async function missingSnapshots(
  { db }: SnapshotIndex,
  connection: string,
  instanceId: string,
  listed: ReadonlySet<string>,
): Promise<MissingOf> {
  const rows = await db
    .selectFrom("snapshots")
    .leftJoin("missing", (join) =>
      join
        .onRef("missing.connection", "=", "snapshots.connection")
        .onRef("missing.instance_id", "=", "snapshots.instance_id")
        .onRef("missing.snapshot_id", "=", "snapshots.snapshot_id"),
    )
    .select(["snapshots.snapshot_id as id", "missing.since"])
    .where("snapshots.connection", "=", connection)
    .where("snapshots.instance_id", "=", instanceId)
    .where("snapshots.gone_at", "is", null)
    .execute();
  return { missing: rows.filter(({ id }) => !listed.has(id)), known: rows.length };
}

/**
 * Saves what a whole instance list proved: `gone` are marked as such, with all that was in doubt about
 * them; `unproven` are remembered as missing since `readAt`; no other instance is missing any more.
 */
export async function saveMissingInstances(
  { db }: SnapshotIndex,
  connection: string,
  { gone, unproven }: { gone: readonly string[]; unproven: readonly string[] },
  readAt: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const ids of slices(gone)) {
      await trx
        .updateTable("instances")
        .set({ gone_at: readAt })
        .where("connection", "=", connection)
        .where("instance_id", "in", ids)
        .execute();
      await trx
        .deleteFrom("missing")
        .where("connection", "=", connection)
        .where("instance_id", "in", ids)
        .execute();
    }
    const keys = unproven.map((id) => ({ instance_id: id, snapshot_id: itself }));
    await replaceMissing(trx, connection, (eb) => eb("snapshot_id", "=", itself), keys, readAt);
  });
}

/** Remembers which snapshots of an instance are missing since `readAt`; no other one of it is any more. */
export async function saveMissingSnapshots(
  trx: Kysely<IndexDatabase>,
  connection: string,
  instanceId: string,
  unproven: readonly string[],
  readAt: number,
): Promise<void> {
  const keys = unproven.map((id) => ({ instance_id: instanceId, snapshot_id: id }));
  const ofInstance: Scope = (eb) =>
    eb.and([eb("instance_id", "=", instanceId), eb("snapshot_id", "!=", itself)]);
  await replaceMissing(trx, connection, ofInstance, keys, readAt);
}

/** Whether an instance has vanished from the list after `since` without proof that it is gone. */
export async function anyInstanceMissingSince(
  { db }: SnapshotIndex,
  connection: string,
  since: number,
): Promise<boolean> {
  const row = await db
    .selectFrom("missing")
    .select("instance_id")
    .where("connection", "=", connection)
    .where("snapshot_id", "=", itself)
    .where("since", ">", since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

type Scope = (eb: ExpressionBuilder<IndexDatabase, "missing">) => Expression<SqlBool>;
type MissingKey = Pick<MissingRow, "instance_id" | "snapshot_id">;

/** Makes `keys` all that is missing in a scope. What was missing before stays so since then. */
async function replaceMissing(
  trx: Kysely<IndexDatabase>,
  connection: string,
  scope: Scope,
  keys: readonly MissingKey[],
  readAt: number,
) {
  const keyOf = (key: MissingKey) => JSON.stringify([key.instance_id, key.snapshot_id]);
  const known = await trx
    .selectFrom("missing")
    .selectAll()
    .where("connection", "=", connection)
    .where(scope)
    .execute();
  if (known.length > 0) {
    await trx.deleteFrom("missing").where("connection", "=", connection).where(scope).execute();
  }
  const since = new Map(known.map((row) => [keyOf(row), row.since]));
  const rows = keys.map((key) => ({ connection, ...key, since: since.get(keyOf(key)) ?? readAt }));
  for (const some of slices(rows)) await trx.insertInto("missing").values(some).execute();
}
