import { sql } from "kysely";
import pLimit from "p-limit";
import type { AtRiskList, AtRiskQuery, InstanceAtRisk } from "../contract";
import type { InstanceRow } from "./columns";
import { coverageOf } from "./coverage";
import type { FailureSource } from "./failures";
import type { SnapshotIndex } from "./open";
import { likePattern } from "./snapshot-filter";

const describedAtOnce = 4;

type InstanceOutcome = Pick<
  InstanceRow,
  "connection" | "instance_id" | "name" | "workspace_name" | "user_name" | "good_at" | "bad_at"
>;

/**
 * The instances whose newest settled push failed, the ones in most need first: without any good
 * image, then by how old their newest good one is.
 */
export async function atRiskList(
  source: FailureSource,
  { page, size, q }: AtRiskQuery,
): Promise<AtRiskList> {
  const { index, connections, states, now } = source;
  const [all, coverage] = await Promise.all([
    instancesAtRisk(index, connections, q),
    coverageOf(index, connections, states, now),
  ]);
  const start = (page - 1) * size;
  // A file has all of them: other readers' questions must come between.
  const limit = pLimit(describedAtOnce);
  const items = await Promise.all(
    all.slice(start, start + size).map((outcome) => limit(() => describe(index, outcome))),
  );
  return { items, total: all.length, page, size, coverage, readAt: new Date(now).toISOString() };
}

async function instancesAtRisk(
  { db }: SnapshotIndex,
  connections: readonly string[],
  q: string,
): Promise<InstanceOutcome[]> {
  const pattern = likePattern(q);
  const rows = await db
    .selectFrom("instances")
    .select(["connection", "instance_id", "name", "workspace_name", "user_name"])
    .select(["good_at", "bad_at"])
    .where("connection", "in", connections)
    .where("gone_at", "is", null)
    .where("bad_at", ">", sql<number>`coalesce(good_at, 0)`)
    .$if(q !== "", (query) =>
      query.where(
        sql<boolean>`(lower(name) like ${pattern} escape '\\' or lower(instance_id) like ${pattern} escape '\\')`,
      ),
    )
    .execute();
  return rows.sort(
    (a, b) =>
      (a.good_at ?? 0) - (b.good_at ?? 0) ||
      (b.bad_at ?? 0) - (a.bad_at ?? 0) ||
      (a.instance_id < b.instance_id ? -1 : 1),
  );
}

async function describe({ db }: SnapshotIndex, outcome: InstanceOutcome): Promise<InstanceAtRisk> {
  const { connection, instance_id: instanceId, good_at: goodAt } = outcome;
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
  const [good, bad, { failed }] = await Promise.all([
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
    instanceName: outcome.name,
    workspaceName: outcome.workspace_name,
    userName: outcome.user_name,
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
      at: new Date(bad?.happened_at ?? outcome.bad_at ?? 0).toISOString(),
    },
  };
}
