import { sql } from "kysely";
import type { AtRisk, RecoverabilityList, RecoverabilityQuery } from "../contract";
import { coverageOf } from "./coverage";
import type { FailureSource } from "./failures";
import { holdsPattern } from "./filters";
import type { SnapshotIndex } from "./open";

interface Standing {
  connection: string;
  instance_id: string;
  good_at: number | null;
  bad_at: number;
}

/**
 * The instances whose newest settled push failed, the ones in most need first: without any good
 * image, then by how old their newest good one is.
 */
export async function recoverability(
  source: FailureSource,
  { page, size, q }: RecoverabilityQuery,
): Promise<RecoverabilityList> {
  const { index, connections, states, now } = source;
  const [all, coverage] = await Promise.all([
    instancesAtRisk(index, connections, q),
    coverageOf(index, connections, states, now),
  ]);
  const start = (page - 1) * size;
  const items = await Promise.all(
    all.slice(start, start + size).map((standing) => describe(index, standing)),
  );
  return { items, total: all.length, page, size, coverage, readAt: new Date(now).toISOString() };
}

async function instancesAtRisk({ db }: SnapshotIndex, connections: readonly string[], q: string) {
  const newest = (phase: "succeeded" | "failed") =>
    sql<number | null>`max(case when snapshots.phase = ${sql.lit(phase)} then happened_at end)`;
  const pattern = holdsPattern(q);
  const rows = await db
    .selectFrom("snapshots")
    .innerJoin("instances", (join) =>
      join
        .onRef("instances.connection", "=", "snapshots.connection")
        .onRef("instances.instance_id", "=", "snapshots.instance_id"),
    )
    .select([
      "snapshots.connection",
      "snapshots.instance_id",
      newest("succeeded").as("good_at"),
      newest("failed").as("bad_at"),
    ])
    .where("snapshots.connection", "in", connections)
    .where("snapshots.gone_at", "is", null)
    .where("instances.gone_at", "is", null)
    .$if(q !== "", (query) =>
      query.where(
        sql<boolean>`(lower(instances.name) like ${pattern} escape '\\' or lower(instances.instance_id) like ${pattern} escape '\\')`,
      ),
    )
    .groupBy(["snapshots.connection", "snapshots.instance_id"])
    .having((eb) => eb(newest("failed"), ">", sql<number>`coalesce(${newest("succeeded")}, 0)`))
    .execute();
  return rows
    .map((row): Standing => ({ ...row, bad_at: row.bad_at ?? 0 }))
    .sort(
      (a, b) =>
        (a.good_at ?? 0) - (b.good_at ?? 0) ||
        b.bad_at - a.bad_at ||
        (a.instance_id < b.instance_id ? -1 : 1),
    );
}

async function describe({ db }: SnapshotIndex, standing: Standing): Promise<AtRisk> {
  const { connection, instance_id: instanceId, good_at: goodAt } = standing;
  const ofInstance = db
    .selectFrom("snapshots")
    .where("connection", "=", connection)
    .where("instance_id", "=", instanceId)
    .where("gone_at", "is", null);
  const newestOf = (phase: "succeeded" | "failed") =>
    ofInstance
      .select(["snapshot_id", "name", "reason_code", "happened_at"])
      .where("phase", "=", phase)
      .orderBy("happened_at", "desc")
      .limit(1)
      .executeTakeFirst();
  const [instance, good, bad, { failed }] = await Promise.all([
    db
      .selectFrom("instances")
      .select(["name", "workspace_name", "user_name"])
      .where("connection", "=", connection)
      .where("instance_id", "=", instanceId)
      .executeTakeFirst(),
    newestOf("succeeded"),
    newestOf("failed"),
    ofInstance
      .select((eb) => eb.fn.countAll<number>().as("failed"))
      .where("phase", "=", "failed")
      .where("happened_at", ">", goodAt ?? 0)
      .executeTakeFirstOrThrow(),
  ]);
  return {
    connection,
    instanceId,
    instanceName: instance?.name ?? null,
    workspaceName: instance?.workspace_name ?? null,
    userName: instance?.user_name ?? null,
    good: good
      ? {
          snapshotId: good.snapshot_id,
          snapshotName: good.name,
          at: new Date(good.happened_at).toISOString(),
        }
      : null,
    failedSince: Number(failed),
    lastFailure: {
      snapshotId: bad?.snapshot_id ?? "",
      reasonCode: bad?.reason_code ?? null,
      at: new Date(bad?.happened_at ?? standing.bad_at).toISOString(),
    },
  };
}
