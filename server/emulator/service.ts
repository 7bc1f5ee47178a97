import { caller, defaultWorkspace } from "./names";
import { instanceResponse, snapshotResponse } from "./responses";
import type { SeedData } from "./seed-data";
import type { InstanceState } from "./snapshot-state";
import { heldAtMost, type InstanceAt, instanceAt, snapshotsAt } from "./state-at";

export type Action =
  | "ListInstances"
  | "GetInstance"
  | "ListInstanceSnapshot"
  | "GetInstanceSnapshot";

/** The call that a path means. */
export interface Route {
  action: Action;
  instanceId: string | null;
  snapshotId: string | null;
}

export function routeOf(path: string): Route | null {
  const parts = path.split("/").map(decodeURIComponent);
  const [empty, api, version, instances, instanceId, snapshots, snapshotId, ...rest] = parts;
  if (
    empty !== "" ||
    api !== "api" ||
    version !== "v2" ||
    instances !== "instances" ||
    rest.length > 0
  )
    return null;
  if (!instanceId)
    return instanceId === undefined
      ? { action: "ListInstances", instanceId: null, snapshotId: null }
      : null;
  if (snapshots === undefined) return { action: "GetInstance", instanceId, snapshotId: null };
  if (snapshots !== "snapshots") return null;
  if (snapshotId === undefined)
    return { action: "ListInstanceSnapshot", instanceId, snapshotId: null };
  return snapshotId ? { action: "GetInstanceSnapshot", instanceId, snapshotId } : null;
}

/** An error that the service reports in its own envelope. */
export class ServiceError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What the caller's key may see of other people's private instances: all, or nothing and no error. */
export type Role = "admin" | "member";

export interface ServiceOptions {
  role: Role;
  maxPageSize: number;
  /** Refuses a larger page instead of cutting it down. */
  pageSizeRefused: boolean;
}

/** The body of a call that succeeds, without its RequestId. @throws {ServiceError} */
export function serve(
  data: SeedData,
  now: number,
  route: Route,
  query: URLSearchParams,
  options: ServiceOptions,
) {
  const { instanceId, snapshotId } = route;
  if (instanceId === null) return listInstances(data, now, query, options);
  const instance = data.instance(instanceId);
  if (!instance || !isVisible(instance, options))
    throw new ServiceError(404, "ValidationError", `instance ${instanceId} does not exist`);
  switch (route.action) {
    case "GetInstance":
      return {
        Success: true,
        Code: null,
        Message: "",
        HttpStatusCode: 200,
        ...instanceResponse(instanceAt(data, instance, now, heldAtMost)),
      };
    case "ListInstanceSnapshot":
      return listSnapshots(data, now, instanceId, query, options);
    default: {
      const found = snapshotsAt(data, instanceId, now).find(
        ({ state }) => state.snapshotId === snapshotId,
      );
      if (!found)
        throw new ServiceError(404, "ValidationError", `snapshot ${snapshotId} does not exist`);
      return {
        Success: true,
        Code: "null",
        Message: '"XXX"',
        HttpStatusCode: 0,
        ...snapshotResponse(found),
      };
    }
  }
}

function listSnapshots(
  data: SeedData,
  now: number,
  instanceId: string,
  query: URLSearchParams,
  options: ServiceOptions,
) {
  const sortBy = query.get("SortBy") ?? "gmtCreate";
  if (!/^gmtCreate$/i.test(sortBy))
    throw new ServiceError(400, "ValidationError", `SortBy ${sortBy} is not supported`);
  const all = snapshotsAt(data, instanceId, now);
  if (orderOf(query) === "DESC") all.reverse();
  const rows = pageOf(all, query, options);
  return {
    Success: true,
    Message: '"XXX"',
    Code: "null",
    HttpStatusCode: 0,
    TotalCount: all.length,
    Snapshots: rows.map(snapshotResponse),
  };
}

function listInstances(
  data: SeedData,
  now: number,
  query: URLSearchParams,
  options: ServiceOptions,
) {
  const wanted = (name: string) => query.get(name)?.split(",").filter(Boolean);
  const workspace = query.get("WorkspaceId") ?? defaultWorkspace;
  const resource = query.get("ResourceId") ?? "";
  const name = query.get("InstanceName")?.toLowerCase();
  const ids = wanted("InstanceId");
  const statuses = wanted("Status");
  const same = (parameter: string, value: string) =>
    !query.get(parameter) || query.get(parameter) === value;

  const rows = data
    .instances()
    .filter((state) => state.createdAt <= now && isVisible(state, options))
    .map((state) => instanceAt(data, state, now))
    .filter(
      ({ state, status }) =>
        (workspace === "ALL" || state.workspaceId === workspace) &&
        (resource === "ALL" || state.resourceId === resource) &&
        (!name || state.instanceName.toLowerCase().includes(name)) &&
        (!ids || ids.includes(state.instanceId)) &&
        (!statuses || statuses.includes(status)) &&
        same("Accessibility", state.accessibility) &&
        same("PaymentType", state.paymentType) &&
        same("AcceleratorType", state.accelerator) &&
        same("CreateUserId", state.userId),
    );
  if (query.has("SortBy") !== query.has("Order"))
    throw new ServiceError(400, "ValidationError", "SortBy and Order must be given together");
  const value = sortValue(query.get("SortBy") ?? "GmtCreateTime");
  const sign = orderOf(query) === "ASC" ? 1 : -1;
  rows.sort(
    (a, b) => sign * (value(a) - value(b)) || (a.state.instanceId < b.state.instanceId ? -1 : 1),
  );
  return {
    Success: true,
    Code: null,
    Message: "",
    HttpStatusCode: 200,
    TotalCount: rows.length,
    Instances: pageOf(rows, query, options).map(instanceResponse),
  };
}

const isVisible = (state: InstanceState, { role }: ServiceOptions) =>
  role === "admin" || state.accessibility === "PUBLIC" || state.userId === caller.id;

function sortValue(sortBy: string): (row: InstanceAt) => number {
  switch (sortBy) {
    case "GmtCreateTime":
    case "gmtCreate":
      return ({ state }) => state.createdAt;
    case "GmtModifiedTime":
      return ({ modifiedAt }) => modifiedAt;
    case "Priority":
      return ({ state }) => state.priority;
    default:
      throw new ServiceError(400, "ValidationError", `SortBy ${sortBy} is not supported`);
  }
}

function orderOf(query: URLSearchParams): "ASC" | "DESC" {
  const order = (query.get("Order") ?? "DESC").toUpperCase();
  if (order === "ASC" || order === "DESC") return order;
  throw new ServiceError(400, "ValidationError", `Order ${order} is not supported`);
}

function pageOf<Row>(
  rows: readonly Row[],
  query: URLSearchParams,
  { maxPageSize, pageSizeRefused }: ServiceOptions,
): Row[] {
  const page = wholeNumber(query, "PageNumber", 1);
  const asked = wholeNumber(query, "PageSize", 10);
  if (asked > maxPageSize && pageSizeRefused)
    throw new ServiceError(400, "ValidationError", `PageSize must be at most ${maxPageSize}`);
  const size = Math.min(asked, maxPageSize);
  return rows.slice((page - 1) * size, page * size);
}

function wholeNumber(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new ServiceError(400, "ValidationError", `${name} must be a positive integer`);
  return Number(text);
}
