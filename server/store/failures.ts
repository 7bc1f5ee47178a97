import type { FailureList, FailureListQuery } from "../contract";
import { binLength } from "../triage/zoned-bins";
import { binOutcomes, touchedBins } from "./bin-outcomes";
import { changesOfDays } from "./changed-days";
import type { GroupedSnapshot } from "./columns";
import { coverageRead } from "./coverage";
import { describeGroups, type Names, nameFacet, namesOf } from "./failure-group-details";
import { facetOf, groupSnapshots, instancesIn, keysOfPushes } from "./failure-groups";
import { type FailureSource, resolveFilter } from "./failure-source";
import { triageOf } from "./group-triage";
import { filteredValue, groupedSnapshots, passesValues } from "./grouped-snapshots";
import { knownGroups } from "./known-patterns";
import type { RowFilter } from "./snapshot-filter";
import { nextTurn } from "./turns";

/** Groups of pushes, what they could be filtered by, hours or days, and how much of the account it rests on. */
export async function failureList(
  source: FailureSource,
  query: FailureListQuery,
): Promise<FailureList & { readAt: string | null }> {
  const { index, connections } = source;
  const { filter, stuck } = await resolveFilter(source, query);
  const now = source.serviceNow ?? source.now;
  const touched = touchedBins(filter, query.zone, now);
  const wide = {
    from: Math.min(filter.from, touched[0]?.from ?? filter.from),
    to: Math.max(filter.to, touched.at(-1)?.to ?? filter.to),
  };
  const changes = await changesOfDays(index, connections, wide);
  // The filters of many values are applied here, so that each one's counts can leave it out.
  const anyValue = { ...filter, workspace: [], owner: [], registry: [], reason: [] };
  const failed = groupedSnapshots(index, { ...anyValue, ...wide, outcome: "failed" }, { changes });
  const [read, bins, { coverage, readAt }, names] = await Promise.all([
    filter.outcome === "failed" ? failed : groupedSnapshots(index, anyValue),
    failed.then((pushes) =>
      binOutcomes(index, filter, touched, {
        failed: pushes.filter(passesValues(filter)),
        changes,
        now,
      }),
    ),
    coverageRead(index, connections, source.states, source.now),
    namesOf(index, connections),
  ]);
  // The first and the last of the hours or days may reach beyond the period. A stuck push is stuck whenever it began.
  const all =
    filter.outcome === "failed"
      ? read.filter(({ happened_at: at }) => at >= filter.from && at < filter.to)
      : read;
  const pushes = all.filter(passesValues(filter));
  await nextTurn();
  const grouping = await groupingOf(source, query, pushes);
  const since = query.since === undefined ? undefined : Date.parse(query.since);
  const groups = await groupSnapshots(pushes, grouping, query.sort, filter, since);
  const {
    states,
    shown: inSight,
    told,
  } = await triageOf(source, query.triage, grouping.patterns, groups);
  const asked = groups.filter(({ key }) => grouping.isAsked(key)).slice(0, 1);
  const start = (query.page - 1) * query.size;
  const shown = inSight.slice(start, start + query.size);
  const about = { by: query.by, filter, patterns: grouping.patterns, names, states };
  const [described, [opened = null], facets] = await Promise.all([
    describeGroups(source, shown, about),
    describeGroups(source, asked, about),
    facetsOf(all, filter, names),
  ]);
  await nextTurn();
  return {
    groups: described,
    opened,
    total: inSight.length,
    pushes: pushes.length,
    instances: instancesIn(pushes),
    fresh: inSight.reduce((total, group) => total + group.fresh, 0),
    triage: told,
    page: query.page,
    size: query.size,
    from: new Date(filter.from).toISOString(),
    to: new Date(filter.to).toISOString(),
    facets,
    binMs: binLength(filter),
    zone: query.zone,
    bins,
    stuck,
    coverage,
    readAt,
  };
}

/** How a query's pushes are grouped, and which group it asks for. */
async function groupingOf(
  source: FailureSource,
  { by, outcome, group, instance }: FailureListQuery,
  pushes: readonly GroupedSnapshot[],
) {
  if (by !== "cause" || outcome !== "failed") {
    const isAsked = (key: string) =>
      by === "instance"
        ? // An instance is known by its id, whatever its connection.
          instance !== undefined && key.endsWith(`/${instance}`)
        : by === "cause" && key === group;
    return { keyOf: keysOfPushes(by), firstSeen: () => undefined, isAsked, patterns: null };
  }
  const patterns = await knownGroups(source, [...new Set(pushes.map((push) => push.fingerprint))]);
  const keyOf = (fingerprint: string) => patterns.groupOf(fingerprint)?.key ?? fingerprint;
  const asked = group === undefined ? null : keyOf(group);
  return {
    keyOf: (push: GroupedSnapshot) => keyOf(push.fingerprint),
    firstSeen: (key: string) => patterns.groupOf(key)?.firstSeen,
    isAsked: (key: string) => key === asked,
    patterns,
  };
}

async function facetsOf(
  all: readonly GroupedSnapshot[],
  filter: RowFilter,
  names: Names,
): Promise<FailureList["facets"]> {
  const facet = async (field: keyof typeof filteredValue) => {
    await nextTurn();
    return facetOf(all.filter(passesValues(filter, field)), filteredValue[field]);
  };
  return {
    workspace: nameFacet(names.workspaces, await facet("workspace")),
    owner: nameFacet(names.owners, await facet("owner")),
    registry: await facet("registry"),
    reason: await facet("reason"),
  };
}
