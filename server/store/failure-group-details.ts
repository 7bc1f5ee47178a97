import type { CauseAdvice, FacetValue, FailureGroup, FailureListQuery } from "../contract";
import { type Cause, explain, stepsFor } from "../triage/causes";
import { fingerprint } from "../triage/fingerprint";
import { type Group, topValues } from "./failure-groups";
import { joinedSnapshots } from "./snapshots";
import type { IndexView } from "./view";

/** Names by id, as the instances know them. */
export interface Names {
  workspaces: ReadonlyMap<string, string | null>;
  owners: ReadonlyMap<string, string | null>;
}

/** Groups as the page shows them: with the newest message, who is hit, and the likely cause. */
export const describeGroups = (
  view: IndexView,
  groups: readonly Group[],
  by: FailureListQuery["by"],
  catalogue: readonly Cause[],
  names: Names,
): Promise<FailureGroup[]> =>
  Promise.all(
    groups.map(async ({ newest, rows, ...group }) => {
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
        registry: by === "registry" ? newest.registry : null,
        reasonCode: reason.reasonCode,
        parts: fingerprint(reason).parts.map(({ kind, text }) => ({ kind, text })),
        owners: topValues(rows, ({ user_id }) => user_id, names.owners),
        workspaces: topValues(rows, ({ workspace_id }) => workspace_id, names.workspaces),
        registries: topValues(rows, ({ registry }) => registry),
        codes: topValues(rows, ({ reason_code }) => reason_code),
        patterns: [],
        patternCount: 0,
        cause: cause && adviceOf(cause),
        durations: null,
        triage: null,
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
export const adviceOf = (cause: Cause): CauseAdvice => ({
  id: cause.id,
  origin: cause.origin,
  title: cause.title,
  why: cause.why,
  advice: stepsFor(cause, { pathExclusion: false }),
  sources: cause.sources,
});

/** The names of workspaces and owners of these connections. */
export async function namesOf(view: IndexView, connections: readonly string[]): Promise<Names> {
  const names = async (field: "workspace" | "user") => {
    const rows = await view
      .instances(connections)
      .select((eb) => [`${field}_id as id` as const, eb.fn.max(`${field}_name`).as("name")])
      .where(`${field}_id`, "is not", null)
      .groupBy(`${field}_id`)
      .execute();
    return new Map(rows.flatMap(({ id, name }) => (id === null ? [] : [[id, name] as const])));
  };
  const [workspaces, owners] = await Promise.all([names("workspace"), names("user")]);
  return { workspaces, owners };
}

/** The values of a facet with their names. */
export const nameFacet = (
  names: ReadonlyMap<string, string | null>,
  values: readonly FacetValue[],
): FacetValue[] => values.map((facet) => ({ ...facet, label: names.get(facet.value) ?? null }));
