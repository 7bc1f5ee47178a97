import type {
  FailureFilter,
  FailureList,
  FailureListQuery,
  FailureSnapshots,
  FailureSnapshotsQuery,
} from "../contract";
import type { Cause } from "../triage/causes";
import { binLength } from "../triage/zoned-bins";
import { binOutcomes } from "./bin-outcomes";
import type { GroupedSnapshot } from "./columns";
import { type ConnectionSync, coverageOf } from "./coverage";
import { exactMessages } from "./exact-messages";
import { describeGroups, type Names, nameFacet, namesOf } from "./failure-group-details";
import { facetOf, firstSightings, groupedSnapshots, groupSnapshots } from "./failure-groups";
import { type RowFilter, spanOf } from "./snapshot-filter";
import { indexedSnapshots, type Narrowing } from "./snapshots";
import { nextTurn } from "./turns";
import { usualThreshold } from "./usual-threshold";
import type { IndexView } from "./view";

/** What an answer about failures is drawn from. */
export interface FailureSource {
  index: IndexView;
  connections: readonly string[];
  states: readonly ConnectionSync[];
  /** The team's own causes first, then the built-in ones. */
  catalogue: readonly Cause[];
  /** Milliseconds since the epoch. */
  now: number;
  /** The service's clock, by which its times are to be read; `now` where it is not known to differ. */
  serviceNow?: number;
}

/** Groups of pushes, what they could be filtered by, the days, and how much of the account it rests on. */
export async function failureList(
  source: FailureSource,
  query: FailureListQuery,
): Promise<FailureList> {
  const { index, connections, catalogue } = source;
  const { filter, stuck } = await resolveFilter(source, query);
  const [all, bins, coverage, names] = await Promise.all([
    // The filters of many values are applied here, so that each one's counts can leave it out.
    groupedSnapshots(index, { ...filter, workspace: [], owner: [], registry: [], reason: [] }),
    binOutcomes(index, filter, query.zone, source.serviceNow ?? source.now),
    coverageOf(index, connections, source.states, source.now),
    namesOf(index, connections),
  ]);
  const pushes = all.filter(passes(filter));
  await nextTurn();
  const fingerprints = [...new Set(pushes.map((push) => push.fingerprint))];
  const firstSeen =
    query.outcome === "failed" && query.by === "cause"
      ? await firstSightings(index, connections, fingerprints)
      : new Map<string, number>();
  const since = query.since === undefined ? undefined : Date.parse(query.since);
  const keyOf = keyOfPush[query.by];
  const grouping = { keyOf, firstSeen: (key: string) => firstSeen.get(key) };
  const groups = await groupSnapshots(pushes, grouping, query.sort, filter, since);
  const asked = groups.filter(({ key }) => isAsked(key, query)).slice(0, 1);
  const start = (query.page - 1) * query.size;
  const [described, [opened = null], facets] = await Promise.all([
    describeGroups(index, groups.slice(start, start + query.size), query.by, catalogue, names),
    describeGroups(index, asked, query.by, catalogue, names),
    facetsOf(all, filter, names),
  ]);
  await nextTurn();
  const instances = new Set(pushes.map((push) => `${push.connection}/${push.instance_id}`));
  return {
    groups: described,
    opened,
    total: groups.length,
    pushes: pushes.length,
    instances: instances.size,
    fresh: groups.reduce((total, group) => total + group.fresh, 0),
    page: query.page,
    size: query.size,
    from: new Date(filter.from).toISOString(),
    to: new Date(filter.to).toISOString(),
    facets,
    triage: null,
    binMs: binLength(filter),
    zone: query.zone,
    bins,
    stuck,
    coverage,
    readAt: new Date(source.now).toISOString(),
  };
}

const keyOfPush: Record<FailureListQuery["by"], (push: GroupedSnapshot) => string> = {
  cause: (push) => push.fingerprint,
  instance: (push) => `${push.connection}/${push.instance_id}`,
  registry: (push) => push.registry ?? "",
};

/** Whether a group is the one asked for; an instance's is known by its id, whatever its connection. */
const isAsked = (key: string, { by, group, instance }: FailureListQuery) =>
  by !== "cause" ? instance !== undefined && key.endsWith(`/${instance}`) : key === group;

/** The pushes themselves, newest first: of a group, an instance, or the whole filter. */
export async function failureRows(
  source: FailureSource,
  query: FailureSnapshotsQuery,
): Promise<FailureSnapshots> {
  const { filter, narrowing, messages } = await resolveRows(source, query);
  const { page, size } = query;
  const [rows, coverage] = await Promise.all([
    indexedSnapshots(source.index, filter, narrowing, { page, size }, source.now),
    coverageOf(source.index, source.connections, source.states, source.now),
  ]);
  return { ...rows, messages, page, size, coverage, readAt: new Date(source.now).toISOString() };
}

/** The filter of a query for rows, what narrows it further, and the messages it could be split by. */
export async function resolveRows(source: FailureSource, query: FailureSnapshotsQuery) {
  const { filter } = await resolveFilter(source, query);
  const { group, instance } = query;
  const messages = group === undefined ? [] : await exactMessages(source.index, filter, group);
  const message = messages.find(({ digest }) => digest === query.message);
  const narrowing: Narrowing = { group, instance, ...(message && { message: message.message }) };
  return { filter, narrowing, messages };
}

/** A query's filter with its times, and from when on a push is stuck. */
async function resolveFilter(source: FailureSource, query: FailureFilter) {
  const { index, connections, now, serviceNow = now } = source;
  const usual = await usualThreshold(index, connections);
  const stuck =
    query.hours === undefined
      ? usual
      : { ...usual, ms: query.hours * 3_600_000, basis: "limit" as const };
  const { outcome, workspace, owner, registry, reason, q } = query;
  const filter: RowFilter = {
    connections,
    ...spanOf(query, serviceNow),
    outcome,
    stuckBefore: serviceNow - stuck.ms,
    workspace,
    owner,
    registry,
    reason,
    q,
  };
  return { filter, stuck };
}

type Field = "workspace" | "owner" | "registry" | "reason";

const fieldOf: Record<Field, (push: GroupedSnapshot) => string | null> = {
  workspace: (push) => push.workspace_id,
  owner: (push) => push.user_id,
  registry: (push) => push.registry,
  reason: (push) => push.reason_code,
};

/** Whether a push passes the filters of many values, `except` for one. */
function passes(filter: RowFilter, except?: Field): (push: GroupedSnapshot) => boolean {
  const fields: Field[] = ["workspace", "owner", "registry", "reason"];
  const checks = fields
    .filter((field) => field !== except && filter[field].length > 0)
    .map((field) => ({ value: fieldOf[field], wanted: new Set(filter[field]) }));
  return (push) => checks.every(({ value, wanted }) => wanted.has(value(push) ?? ""));
}

async function facetsOf(
  all: readonly GroupedSnapshot[],
  filter: RowFilter,
  names: Names,
): Promise<FailureList["facets"]> {
  const facet = async (field: Field) => {
    await nextTurn();
    return facetOf(all.filter(passes(filter, field)), fieldOf[field]);
  };
  return {
    workspace: nameFacet(names.workspaces, await facet("workspace")),
    owner: nameFacet(names.owners, await facet("owner")),
    registry: await facet("registry"),
    reason: await facet("reason"),
  };
}
