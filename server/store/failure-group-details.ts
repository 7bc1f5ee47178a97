import type { FacetValue, FailureGroup, FailureListQuery } from "../contract";
import { type Cause, explain, stepsFor } from "../triage/causes";
import { fingerprint } from "../triage/fingerprint";
import type { Group } from "./failure-groups";
import { joinedSnapshots } from "./snapshots";
import type { IndexView } from "./view";

/** Groups as the page shows them: with the newest message, the instance's name, and the likely cause. */
export const describeGroups = (
  view: IndexView,
  groups: readonly Group[],
  by: FailureListQuery["by"],
  catalogue: readonly Cause[],
): Promise<FailureGroup[]> =>
  Promise.all(
    groups.map(async ({ newest, ...group }) => {
      const { connection, instance_id: instanceId } = newest;
      const row = await newestOf(view, newest);
      const reason = {
        reasonCode: row?.reason_code_whole ?? newest.reason_code,
        reasonMessage: row?.reason_message ?? null,
      };
      const cause = explain(reason, catalogue);
      const ofInstance = by === "instance";
      return {
        ...group,
        firstSeen: new Date(group.firstSeen).toISOString(),
        lastSeen: new Date(group.lastSeen).toISOString(),
        connection: ofInstance ? connection : null,
        instanceId: ofInstance ? instanceId : null,
        name: ofInstance ? (row?.name ?? null) : null,
        reasonCode: reason.reasonCode,
        parts: fingerprint(reason).parts.map(({ kind, text }) => ({ kind, text })),
        cause: cause && adviceOf(cause),
      };
    }),
  );

const newestOf = (view: IndexView, newest: Group["newest"]) =>
  joinedSnapshots(view, newest.connection)
    .select(["snapshots.reason_message", "snapshots.reason_code_whole", "instances.name"])
    .where("snapshots.instance_id", "=", newest.instance_id)
    .where("snapshots.snapshot_id", "=", newest.snapshot_id)
    .executeTakeFirst();

/**
 * A cause without its matchers, which are nobody's business but the catalogue's. A group has instances of
 * several kinds, so nothing is advised that only some of them support.
 */
const adviceOf = (cause: Cause) => ({
  id: cause.id,
  origin: cause.origin,
  title: cause.title,
  why: cause.why,
  advice: stepsFor(cause, { pathExclusion: false }),
  sources: cause.sources,
});

/** The values of a facet with the names that the instances know them by. */
export async function nameFacet(
  view: IndexView,
  connections: readonly string[],
  field: "workspace" | "user",
  values: readonly FacetValue[],
): Promise<FacetValue[]> {
  if (values.length === 0) return [];
  const rows = await view
    .instances(connections)
    .select((eb) => [`${field}_id as id` as const, eb.fn.max(`${field}_name`).as("name")])
    .groupBy(`${field}_id`)
    .execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return values.map((facet) => ({ ...facet, label: names.get(facet.value) ?? null }));
}
