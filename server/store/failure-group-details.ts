import type {
  FacetValue,
  FailureGroup,
  FailureListQuery,
  FailurePattern,
  TriageState,
} from "../contract";
import { explain } from "../triage/causes";
import { fingerprint } from "../triage/fingerprint";
import { groupBy } from "../triage/group-by";
import type { PatternGroups } from "../triage/pattern-groups";
import { percentiles } from "../triage/percentile";
import type { GroupedSnapshot } from "./columns";
import { bucketsOf, type Group, instancesIn, keysOfPushes, topValues } from "./failure-groups";
import type { FailureSource } from "./failure-source";
import { keptOfInstances } from "./kept-of-instances";
import { adviceFor } from "./path-exclusion";
import { type RowFilter, snapshotsOf } from "./snapshot-filter";
import { joinedSnapshots } from "./snapshots";
import { isOneOf } from "./sql-list";
import type { IndexView } from "./view";

/** Names by id, as the instances know them. */
export interface Names {
  workspaces: ReadonlyMap<string, string | null>;
  owners: ReadonlyMap<string, string | null>;
}

/** What groups are described by. */
export interface AboutGroups {
  by: FailureListQuery["by"];
  filter: RowFilter;
  /** Of failed pushes by cause; null for others. */
  patterns: PatternGroups | null;
  names: Names;
  /** What holds of groups, by their keys. */
  states: ReadonlyMap<string, TriageState>;
}

/** Groups as the page shows them: with the newest message, who is hit, and the likely cause. */
export async function describeGroups(
  { index, catalogue }: FailureSource,
  groups: readonly Group[],
  { by, filter, patterns, names, states }: AboutGroups,
): Promise<FailureGroup[]> {
  const durations =
    filter.outcome === "succeeded"
      ? await durationsOf(index, filter, by, groups)
      : new Map<string, never>();
  return Promise.all(
    groups.map(async ({ newest, rows, ...group }) => {
      const { connection, instance_id: instanceId } = newest;
      const row = await newestOf(index, newest);
      const reason = {
        reasonCode: row?.reason_code_whole ?? newest.reason_code,
        reasonMessage: row?.reason_message ?? null,
      };
      const known = patterns?.groupOf(group.key) ?? null;
      const cause = known === null ? explain(reason, catalogue) : known.cause;
      const ofPatterns = patterns === null ? [] : patternsOf(rows, patterns, filter.from);
      const ofInstance = by === "instance";
      return {
        ...group,
        buckets: bucketsOf(rows, filter),
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
        patterns: ofPatterns.slice(0, patternsAtMost),
        patternCount: ofPatterns.length,
        newPatterns: ofPatterns.filter(({ isNew }) => isNew).length,
        cause: cause && (await adviceFor(index, cause, rows)),
        durations: durations.get(group.key) ?? null,
        triage: states.get(group.key) ?? null,
      };
    }),
  );
}

/** A row has room for so many patterns. */
const patternsAtMost = 5;

/** The patterns that pushes have, the most frequent first. */
export function patternsOf(
  rows: readonly GroupedSnapshot[],
  patterns: PatternGroups,
  from: number,
): FailurePattern[] {
  const byPattern = groupBy(rows, ({ fingerprint }) => patterns.patternOf(fingerprint));
  return [...byPattern]
    .flatMap(([pattern, ofPattern]) => {
      const [newest] = ofPattern;
      if (pattern === null || newest === undefined) return [];
      const { key, code, template, firstSeen } = pattern;
      return {
        key,
        reasonCode: code,
        parts: template.parts.map(({ kind, text }) => ({ kind, text })),
        count: ofPattern.length,
        instances: instancesIn(ofPattern),
        firstSeen: new Date(firstSeen).toISOString(),
        lastSeen: new Date(newest.happened_at).toISOString(),
        isNew: firstSeen >= from,
      };
    })
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

/** How long the succeeded pushes of each group took. */
async function durationsOf(
  view: IndexView,
  filter: RowFilter,
  by: FailureListQuery["by"],
  groups: readonly Group[],
): Promise<Map<string, { p50: number; p95: number }>> {
  const column = by === "registry" ? "registry" : "instance_id";
  const wanted = [...new Set(groups.map(({ newest }) => newest[column] ?? ""))];
  const rows = await snapshotsOf(view, filter)
    .$if(by !== "cause", (query) => query.where(isOneOf(view, `snapshots.${column}`, wanted)))
    .select(["connection", "instance_id", "registry", "fingerprint", "duration_ms"])
    .execute();
  const byKey = groupBy(rows, keysOfPushes(by));
  return new Map(
    [...byKey].flatMap(([key, ofKey]) => {
      const known = ofKey.flatMap(({ duration_ms }) => duration_ms ?? []);
      const [p50 = null, p95 = null] = percentiles(known, [50, 95]);
      return p50 === null || p95 === null ? [] : [[key, { p50, p95 }] as const];
    }),
  );
}

const newestOf = (view: IndexView, newest: Group["newest"]) =>
  joinedSnapshots(view, newest.connection)
    .select(["snapshots.reason_message", "snapshots.reason_code_whole", "instances.name"])
    .where("snapshots.instance_id", "=", newest.instance_id)
    .where("snapshots.snapshot_id", "=", newest.snapshot_id)
    .executeTakeFirst();

/** The names of workspaces and owners of these connections. */
export const namesOf = keptOfInstances(async (view, connections): Promise<Names> => {
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
});

/** The values of a facet with their names. */
export const nameFacet = (
  names: ReadonlyMap<string, string | null>,
  values: readonly FacetValue[],
): FacetValue[] => values.map((facet) => ({ ...facet, label: names.get(facet.value) ?? null }));
