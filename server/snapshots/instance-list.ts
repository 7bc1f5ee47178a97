import {
  type ImageSize,
  type Instance,
  type InstanceFacets,
  type InstanceListQuery,
  type InstanceSort,
  type LatestState,
  noStatus,
  type Order,
  ownerSelf,
  phases,
} from "../contract";
import { compareText, createListMemo, sortRows } from "./order-by";
import { phaseOf, timeOf } from "./phase";
import { scopeOfInstances } from "./visibility";

/** Whether a list may be answered from one upstream page: its sort and filters are the service's own. */
export const isPassThrough = (query: InstanceListQuery) =>
  (query.sort === "created" || query.sort === "modified") &&
  query.status.length === 0 &&
  query.workspace.length === 0 &&
  query.owner.length === 0 &&
  query.latest.length === 0 &&
  query.imageSize.length === 0 &&
  query.q === "";

/** Whether a list cannot be had without the sizes of all images. */
export const needsImageSizes = ({
  sort,
  imageSize,
}: Pick<InstanceListQuery, "sort" | "imageSize">) => sort === "imageSize" || imageSize.length > 0;

/** What a list of instances rests on besides the instances. */
export interface InstanceListContext {
  /** In milliseconds since the epoch; an unknown status settles with time. */
  now: number;
  /** The id by which whoever asks owns instances; null where it is not known. */
  owner: string | null;
  /** In gigabytes by instance, where they are asked for. */
  sizes: ReadonlyMap<string, number>;
}

/** Many readers ask for the same order of a list, and all at once when it has just been read. */
const sorted = createListMemo<readonly Instance[], readonly Instance[]>();

/** One page of all instances, filtered and sorted; equal ones newest first, rows without the value last. */
export function listInstances(
  all: readonly Instance[],
  query: InstanceListQuery,
  context: InstanceListContext,
) {
  const { sort, order, status, workspace, latest, imageSize, q } = query;
  const owner = query.owner.map((id) => (id === ownerSelf ? context.owner : id));
  const make = () =>
    sortRows(
      all.filter(matcher({ ...query, owner }, context)),
      sortValue(sort, context),
      identity,
      order,
    );
  // What goes by sizes is not kept with the list: they are read apart from it.
  const matching = needsImageSizes(query)
    ? make()
    : sorted(
        all,
        JSON.stringify([sort, order, status, workspace, owner, latest, imageSize, q]),
        make,
      );
  const start = (query.page - 1) * query.size;
  return { items: matching.slice(start, start + query.size), total: matching.length };
}

/** All of the instances in an order; equal ones newest first, rows without the value last. */
export const sortInstances = (
  all: readonly Instance[],
  sort: "created" | "modified",
  order: Order,
) => sorted(all, JSON.stringify([sort, order]), () => sortRows(all, timeBy[sort], identity, order));

const timeBy = {
  created: (row: Instance) => timeOf(row.gmtCreateTime),
  modified: (row: Instance) => timeOf(row.gmtModifiedTime),
};

const identity = {
  idOf: (row: Instance) => row.instanceId,
  createdAt: timeBy.created,
};

/** Where an instance's newest snapshot stands. */
export const latestStateOf = ({ latestSnapshot }: Instance, now: number): LatestState =>
  latestSnapshot === null ? "none" : phaseOf(latestSnapshot, now);

const facets = createListMemo<readonly Instance[], Omit<InstanceFacets, "mine">>();

/**
 * The values that instances can be filtered by, workspaces and owners sorted by name.
 * @param isLimited whether the list is what rules show of a longer one
 */
export const instanceFacets = (
  all: readonly Instance[],
  { now, owner }: Pick<InstanceListContext, "now" | "owner">,
  isLimited = false,
): InstanceFacets => {
  const counted = facets(all, "all", () => countFacets(all, now));
  const mine = owner === null ? null : (counted.owners.find(({ id }) => id === owner)?.count ?? 0);
  return { ...counted, mine, ...(isLimited && { visibility: "limited" }) };
};

function countFacets(all: readonly Instance[], now: number): Omit<InstanceFacets, "mine"> {
  const statuses: Record<string, number> = Object.create(null);
  const latest = { failed: 0, inFlight: 0, unknown: 0, succeeded: 0, none: 0 };
  for (const row of all) {
    statuses[row.status ?? ""] = (statuses[row.status ?? ""] ?? 0) + 1;
    latest[latestStateOf(row, now)]++;
  }
  return {
    statuses,
    workspaces: countNamed(all, (row) => [row.workspaceId, row.workspaceName]),
    owners: countNamed(all, (row) => [row.userId, row.userName]),
    latest,
    visibility: scopeOfInstances(all),
  };
}

/** How many instances have each of what has an id and perhaps a name; by name. */
function countNamed(
  all: readonly Instance[],
  pick: (row: Instance) => readonly [id: string | null, name: string | null],
) {
  const found = new Map<string, { id: string; name: string | null; count: number }>();
  for (const row of all) {
    const [id, name] = pick(row);
    if (id === null) continue;
    const one = found.get(id);
    if (one) one.count++;
    else found.set(id, { id, name, count: 1 });
  }
  return [...found.values()].sort((a, b) => compareText(a.name ?? a.id, b.name ?? b.id));
}

type Filters = Pick<InstanceListQuery, "status" | "workspace" | "latest" | "imageSize" | "q"> & {
  /** Null where somebody's own are asked for and it is not known which those are. */
  owner: readonly (string | null)[];
};

function matcher(
  { status, workspace, owner, latest, imageSize, q }: Filters,
  { now, sizes }: InstanceListContext,
): (row: Instance) => boolean {
  const words = new Set(status.map((word) => word.toLowerCase()));
  const workspaces = new Set(workspace);
  const owners = new Set(owner.filter((id) => id !== null));
  const states = new Set(latest);
  const ranges = new Set(imageSize);
  const text = q.toLowerCase();
  return (row) =>
    (words.size === 0 || words.has((row.status || noStatus).toLowerCase())) &&
    (workspaces.size === 0 || workspaces.has(row.workspaceId ?? "")) &&
    (owner.length === 0 || owners.has(row.userId ?? "")) &&
    (states.size === 0 || states.has(latestStateOf(row, now))) &&
    (ranges.size === 0 || ranges.has(imageSizeOf(sizes.get(row.instanceId)))) &&
    (text === "" ||
      row.instanceId.toLowerCase().includes(text) ||
      (row.instanceName ?? "").toLowerCase().includes(text));
}

function imageSizeOf(gb: number | undefined): ImageSize {
  if (gb === undefined) return "unknown";
  if (gb < 10) return "under10";
  if (gb < 20) return "from10to20";
  return gb < 50 ? "from20to50" : "from50";
}

function sortValue(
  sort: InstanceSort,
  { now, sizes }: InstanceListContext,
): (row: Instance) => string | number | null {
  switch (sort) {
    case "created":
    case "modified":
      return timeBy[sort];
    case "name":
      return (row) => row.instanceName;
    case "status":
      return (row) => row.status;
    case "workspace":
      return (row) => row.workspaceName ?? row.workspaceId;
    case "owner":
      return (row) => row.userName ?? row.userId;
    // What needs attention comes first when ascending; the word orders the statuses of one phase.
    case "latest":
      return ({ latestSnapshot }) =>
        latestSnapshot &&
        `${phases.indexOf(phaseOf(latestSnapshot, now))} ${latestSnapshot.status ?? ""}`;
    case "imageSize":
      return (row) => sizes.get(row.instanceId) ?? null;
  }
}
