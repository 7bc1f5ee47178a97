import { sql } from "kysely";
import pLimit from "p-limit";
import type { AtRiskList, AtRiskQuery, InstanceAtRisk } from "../contract";
import type { InstanceRow } from "./columns";
import { coverageOf } from "./coverage";
import type { FailureSource } from "./failure-source";
import { imageIsGone } from "./images";
import { likePattern } from "./snapshot-filter";
import type { IndexView } from "./view";

const describedAtOnce = 4;

type InstanceOutcome = Pick<
  InstanceRow,
  "connection" | "instance_id" | "name" | "workspace_name" | "user_name" | "good_at" | "bad_at"
> & { goneImages: number };

/**
 * The instances whose newest settled push failed, the ones in most need first: whose good images are all
 * gone, then without any good image, then by how old the newest one is that is not known to be gone.
 */
export async function atRiskList(
  source: FailureSource,
  { page, size, q }: AtRiskQuery,
): Promise<Omit<AtRiskList, "imageProblems">> {
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
  const allGone = (row: InstanceOutcome) => row.good_at === null && row.goneImages > 0;
  return outcomes.sort(
    (a, b) =>
      Number(allGone(b)) - Number(allGone(a)) ||
      (a.good_at ?? 0) - (b.good_at ?? 0) ||
      (b.bad_at ?? 0) - (a.bad_at ?? 0) ||
      (`${a.instance_id} ${a.connection}` < `${b.instance_id} ${b.connection}` ? -1 : 1),
  );
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
  const { connection, instance_id: instanceId, good_at: goodAt } = outcome;
  const ofInstance = view
    .snapshots([connection])
    .where("instance_id", "=", instanceId)
    .where("gone_at", "is", null);
  const newest = ofInstance
    .select(["snapshot_id", "name", "reason_code", "happened_at"])
    .orderBy("happened_at", "desc")
    .limit(1);
  const [good, bad, { failed }] = await Promise.all([
    newest
      .select(imageFact("size_gb").as("size_gb"))
      .select(imageFact("read_at").as("image_read_at"))
      .where("phase", "=", "succeeded")
      .where((eb) => eb.not(imageIsGone()))
      .executeTakeFirst(),
    newest.where("phase", "=", "failed").executeTakeFirst(),
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
          sizeGb: good.size_gb,
          imageReadAt: iso(good.image_read_at),
        }
      : null,
    goneImages: outcome.goneImages,
    failedSince: Number(failed),
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
