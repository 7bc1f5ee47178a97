import {
  type Instance,
  type InstanceFacets,
  type InstanceListQuery,
  type InstanceSort,
  noStatus,
  type Order,
} from "../contract";
import { compareText, createListMemo, sortRows } from "./order-by";
import { timeOf } from "./phase";
import { scopeOfInstances } from "./visibility";

/** Whether a list may be answered from one upstream page: its sort and filters are the service's own. */
export const isPassThrough = (query: InstanceListQuery) =>
  (query.sort === "created" || query.sort === "modified") &&
  query.status.length === 0 &&
  query.workspace.length === 0 &&
  query.q === "";

/** Many readers ask for the same order of a list, and all at once when it has just been read. */
const sorted = createListMemo<readonly Instance[], readonly Instance[]>();

/** One page of all instances, filtered and sorted; equal ones newest first, rows without the value last. */
export function listInstances(all: readonly Instance[], query: InstanceListQuery) {
  const { sort, order, status, workspace, q } = query;
  const matching = sorted(all, JSON.stringify([sort, order, status, workspace, q]), () =>
    sortRows(all.filter(matcher(query)), sortValue(sort), identity, order),
  );
  const start = (query.page - 1) * query.size;
  return { items: matching.slice(start, start + query.size), total: matching.length };
}

/** All of the instances in an order; equal ones newest first, rows without the value last. */
export const sortInstances = (all: readonly Instance[], sort: InstanceSort, order: Order) =>
  sorted(all, JSON.stringify([sort, order]), () => sortRows(all, sortValue(sort), identity, order));

const identity = {
  idOf: (row: Instance) => row.instanceId,
  createdAt: (row: Instance) => timeOf(row.gmtCreateTime),
};

const facets = createListMemo<readonly Instance[], InstanceFacets>();

/**
 * The values that instances can be filtered by, workspaces sorted by name.
 * @param isLimited whether the list is what rules show of a longer one
 */
export const instanceFacets = (all: readonly Instance[], isLimited = false): InstanceFacets => {
  const counted = facets(all, "all", () => countFacets(all));
  return isLimited ? { ...counted, visibility: "limited" } : counted;
};

function countFacets(all: readonly Instance[]): InstanceFacets {
  const statuses: Record<string, number> = Object.create(null);
  const workspaces = new Map<string, { id: string; name: string | null; count: number }>();
  for (const { status, workspaceId, workspaceName } of all) {
    statuses[status ?? ""] = (statuses[status ?? ""] ?? 0) + 1;
    if (workspaceId === null) continue;
    const workspace = workspaces.get(workspaceId);
    if (workspace) workspace.count++;
    else workspaces.set(workspaceId, { id: workspaceId, name: workspaceName, count: 1 });
  }
  const byName = [...workspaces.values()].sort((a, b) =>
    compareText(a.name ?? a.id, b.name ?? b.id),
  );
  return { statuses, workspaces: byName, visibility: scopeOfInstances(all) };
}

function matcher({ status, workspace, q }: InstanceListQuery): (row: Instance) => boolean {
  const words = new Set(status.map((word) => word.toLowerCase()));
  const workspaces = new Set(workspace);
  const text = q.toLowerCase();
  return (row) =>
    (words.size === 0 || words.has((row.status || noStatus).toLowerCase())) &&
    (workspaces.size === 0 || workspaces.has(row.workspaceId ?? "")) &&
    (text === "" ||
      row.instanceId.toLowerCase().includes(text) ||
      (row.instanceName ?? "").toLowerCase().includes(text));
}

function sortValue(sort: InstanceSort): (row: Instance) => string | number | null {
  switch (sort) {
    case "created":
      return (row) => timeOf(row.gmtCreateTime);
    case "modified":
      return (row) => timeOf(row.gmtModifiedTime);
    case "name":
      return (row) => row.instanceName;
    case "status":
      return (row) => row.status;
    case "workspace":
      return (row) => row.workspaceName ?? row.workspaceId;
  }
}
