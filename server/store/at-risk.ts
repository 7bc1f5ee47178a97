import { sql } from "kysely";
import pLimit from "p-limit";
import type { AtRiskList, AtRiskQuery, AtRiskSort, InstanceAtRisk } from "../contract";
import { sortRows } from "../snapshots/order-by";
import type { InstanceRow } from "./columns";
import { coverageRead } from "./coverage";
import type { FailureSource } from "./failure-source";
import { imageIsGone } from "./images";
import { likePattern } from "./snapshot-filter";
import type { IndexView } from "./view";

const describedAtOnce = 4;

type InstanceKey = Pick<InstanceRow, "connection" | "instance_id">;
type InstanceOutcome = Pick<
  InstanceRow,
  "connection" | "instance_id" | "name" | "workspace_name" | "user_name" | "good_at" | "bad_at"
> & { goneImages: number };

/**
 * The instances whose newest settled push failed, by default the ones in most need first: whose good images are all
 * gone, then without any good image, then by how old the newest one is that is not known to be gone.
 */
export async function atRiskList(
  source: FailureSource,
  { page, size, q, sort, order }: AtRiskQuery,
): Promise<Omit<AtRiskList, "imageProblems"> & { readAt: string | null }> {
  const { index, connections, states, now } = source;
  const [found, read] = await Promise.all([
    instancesAtRisk(index, connections, q),
    coverageRead(index, connections, states, now),
  ]);
  const value = await sortValue(index, connections, sort, found);
  // Equal ones by the newest failure.
  const all = sortRows(found, value, identity, order);
  const start = (page - 1) * size;
  // A file has all of them: other readers' questions must come between.
  const limit = pLimit(describedAtOnce);
  const items = await Promise.all(
    all.slice(start, start + size).map((outcome) => limit(() => describe(index, outcome))),
  );
  return { items, total: all.length, page, size, ...read };
}

async function instancesAtRisk(
  view: IndexView,
  connections: readonly string[],
  q: string,
): Promise<InstanceOutcome[]> {
  const pattern = likePattern(q);
  const rows = await view
    .instances(connections)
    .select(["connection", "instance_id", "name", "workspace_name", "user_name"])
    .select(["good_at", "bad_at"])
    .where("gone_at", "is", null)
    .where("bad_at", ">", sql<number>`coalesce(good_at, 0)`)
    .$if(q !== "", (query) =>
      query.where(
        sql<boolean>`(lower(name) like ${pattern} escape '\\' or lower(instance_id) like ${pattern} escape '\\')`,
      ),
    )
    .execute();
  const withGone = await outcomesWithGoneImages(view, connections);
  const outcomes = rows.map((row): InstanceOutcome => {
    const found = withGone.get(`${row.connection}/${row.instance_id}`);
    return { ...row, goneImages: 0, ...found };
  });
  return outcomes;
}

const identity = {
  idOf: (row: InstanceKey) => `${row.instance_id} ${row.connection}`,
  createdAt: (row: InstanceOutcome) => row.bad_at,
};

/** What the instances are sorted by. */
async function sortValue(
  view: IndexView,
  connections: readonly string[],
  sort: AtRiskSort,
  outcomes: readonly InstanceOutcome[],
): Promise<(row: InstanceOutcome) => string | number | null> {
  switch (sort) {
    // Without any good image is worse than the oldest, and to have lost all of them is worse still.
    case "good":
      return (row) => row.good_at ?? (row.goneImages > 0 ? -2 : -1);
    case "name":
      return (row) => row.name ?? row.instance_id;
    case "owner":
      return (row) => row.user_name;
    case "workspace":
      return (row) => row.workspace_name;
    case "lastFailure":
      return (row) => row.bad_at;
    case "failedSince": {
      const counts = await failuresSinceGood(view, connections, outcomes);
      return (row) => counts.get(identity.idOf(row)) ?? 0;
    }
  }
}

/** How many pushes of each instance failed after its newest good image. */
async function failuresSinceGood(
  view: IndexView,
  connections: readonly string[],
  outcomes: readonly InstanceOutcome[],
): Promise<Map<string, number>> {
  const rows = await view
    .snapshots(connections)
    .innerJoin("instances", (join) =>
      join
        .onRef("instances.connection", "=", "snapshots.connection")
        .onRef("instances.instance_id", "=", "snapshots.instance_id"),
    )
    .where("instances.bad_at", ">", sql<number>`coalesce(instances.good_at, 0)`)
    .where("snapshots.phase", "=", "failed")
    .where("snapshots.gone_at", "is", null)
    .where("snapshots.happened_at", ">", sql<number>`coalesce(instances.good_at, 0)`)
    .select(["snapshots.connection", "snapshots.instance_id"])
    .select((eb) => eb.fn.countAll<number>().as("failed"))
    .groupBy(["snapshots.connection", "snapshots.instance_id"])
    .execute();
  const counts = new Map(rows.map((row) => [identity.idOf(row), Number(row.failed)]));
  // Of those whose newest images are gone, what counts as good is older.
  const limit = pLimit(describedAtOnce);
  const older = outcomes.filter(({ goneImages }) => goneImages > 0);
  await Promise.all(
    older.map((row) =>
      limit(async () => counts.set(identity.idOf(row), await failedAfter(view, row))),
    ),
  );
  return counts;
}

/** How many pushes of an instance failed after its newest good image. */
async function failedAfter(
  view: IndexView,
  { connection, instance_id, good_at }: InstanceKey & Pick<InstanceOutcome, "good_at">,
): Promise<number> {
  const { failed } = await view
    .snapshots([connection])
    .where("instance_id", "=", instance_id)
    .where("gone_at", "is", null)
    .where("phase", "=", "failed")
    .where("happened_at", ">", good_at ?? 0)
    .select((eb) => eb.fn.countAll<number>().as("failed"))
    .executeTakeFirstOrThrow();
  return Number(failed);
}

/** Of instances with images that are gone: when the newest good snapshot was saved whose image is not, and how many newer ones there are. */
async function outcomesWithGoneImages(
  view: IndexView,
  connections: readonly string[],
): Promise<Map<string, Pick<InstanceOutcome, "good_at" | "goneImages">>> {
  const rows = await view
    .snapshots(connections)
    .innerJoin(
      view
        .images(connections)
        .select(["connection", "instance_id"])
        .distinct()
        .where("state", "=", "gone")
        .as("lost"),
      (join) =>
        join
          .onRef("lost.connection", "=", "snapshots.connection")
          .onRef("lost.instance_id", "=", "snapshots.instance_id"),
    )
    .select(["snapshots.connection", "snapshots.instance_id", "snapshots.happened_at"])
    .select(sql<number | boolean>`${imageIsGone()}`.as("gone"))
    .where("snapshots.phase", "=", "succeeded")
    .where("snapshots.gone_at", "is", null)
    .orderBy("snapshots.happened_at", "desc")
    .execute();
  const outcomes = new Map<string, Pick<InstanceOutcome, "good_at" | "goneImages">>();
  for (const { connection, instance_id, happened_at, gone } of rows) {
    const key = `${connection}/${instance_id}`;
    const outcome = outcomes.get(key) ?? { good_at: null, goneImages: 0 };
    outcomes.set(key, outcome);
    if (outcome.good_at !== null) continue;
    if (gone) outcome.goneImages++;
    else outcome.good_at = happened_at;
  }
  return outcomes;
}

async function describe(view: IndexView, outcome: InstanceOutcome): Promise<InstanceAtRisk> {
  const { connection, instance_id: instanceId } = outcome;
  const ofInstance = view
    .snapshots([connection])
    .where("instance_id", "=", instanceId)
    .where("gone_at", "is", null);
  const newest = ofInstance
    .select(["snapshot_id", "name", "reason_code", "happened_at"])
    .orderBy("happened_at", "desc")
    .limit(1);
  const [good, bad, failedSince] = await Promise.all([
    newest
      .select(imageFact("size_gb").as("size_gb"))
      .select(imageFact("read_at").as("image_read_at"))
      .where("phase", "=", "succeeded")
      .where((eb) => eb.not(imageIsGone()))
      .executeTakeFirst(),
    newest.where("phase", "=", "failed").executeTakeFirst(),
    failedAfter(view, outcome),
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
          sizeGb: good.size_gb,
          imageReadAt: iso(good.image_read_at),
        }
      : null,
    goneImages: outcome.goneImages,
    failedSince,
    lastFailure: {
      snapshotId: bad?.snapshot_id ?? "",
      reasonCode: bad?.reason_code ?? null,
      at: new Date(bad?.happened_at ?? outcome.bad_at ?? 0).toISOString(),
    },
  };
}

/** What is known of the image of the snapshot in hand. */
const imageFact = (column: "size_gb" | "read_at") =>
  sql<
    number | null
  >`(select ${sql.ref(`images.${column}`)} from images where images.connection = snapshots.connection and images.instance_id = snapshots.instance_id and images.image_id = snapshots.image_id)`;

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
