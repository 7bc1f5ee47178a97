import { imageAt } from "./images";
import { instanceEventsAt } from "./instance-events";
import { lifecycleAt, sessionsOf } from "./lifecycle";
import { caller, defaultWorkspace } from "./names";
import {
  imageResponse,
  instanceDetailsResponse,
  instanceResponse,
  sessionResponse,
  snapshotResponse,
  wireTime,
} from "./responses";
import type { SeedData } from "./seed-data";
import type { InstanceState } from "./snapshot-state";
import {
  createdBy,
  eachAt,
  heldAtMost,
  type InstanceAt,
  instanceAt,
  snapshotsAt,
} from "./state-at";

export const actions = [
  "ListInstances",
  "GetInstance",
  "ListInstanceSnapshot",
  "GetInstanceSnapshot",
  "GetInstanceEvents",
  "GetLifecycle",
  "GetImage",
] as const;
export type Action = (typeof actions)[number];

/** The product whose API a call is of: its version, its host, and the names of its RAM actions. */
export interface Product {
  version: string;
  host: string;
  ramPrefix: string;
}

const dsw: Product = {
  version: "2022-01-01",
  host: "pai-dsw.cn-shanghai.aliyuncs.com",
  ramPrefix: "paidsw",
};
const aiWorkSpace: Product = {
  version: "2021-02-04",
  host: "aiworkspace.cn-shanghai.aliyuncs.com",
  ramPrefix: "PaiImage",
};

/** The product that an action belongs to. */
export const productOf = (action: Action): Product => (action === "GetImage" ? aiWorkSpace : dsw);

/** The call that a path means. */
export interface Route {
  action: Action;
  instanceId: string | null;
  snapshotId: string | null;
  imageId?: string;
}

export function routeOf(path: string): Route | null {
  const parts = path.split("/").map(decodeURIComponent);
  const imageId = /^\/api\/v1\/images\/([^/]+)$/.exec(path)?.[1];
  if (imageId !== undefined) {
    const none = { instanceId: null, snapshotId: null };
    return { action: "GetImage", ...none, imageId: decodeURIComponent(imageId) };
  }
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
  if (snapshotId === undefined && snapshots === "events")
    return { action: "GetInstanceEvents", instanceId, snapshotId: null };
  if (snapshotId === undefined && snapshots === "lifecycle")
    return { action: "GetLifecycle", instanceId, snapshotId: null };
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
  if (route.imageId !== undefined) {
    const image = imageAt(data, route.imageId, now);
    if (image) return imageResponse(image);
    throw new ServiceError(404, "ImageNotExist", `image ${route.imageId} does not exist`);
  }
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
        ...instanceDetailsResponse(instanceAt(data, instance, now, heldAtMost)),
      };
    case "ListInstanceSnapshot":
      return listSnapshots(data, now, instanceId, query, options);
    case "GetInstanceEvents":
      return listEvents(data, now, instance, query);
    case "GetLifecycle":
      return listLifecycle(data, now, instance, query);
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
  const all = createdBy(data, instanceId, now);
  if (orderOf(query) === "DESC") all.reverse();
  const rows = eachAt(pageOf(all, query, options), now);
  return {
    Success: true,
    Message: '"XXX"',
    Code: "null",
    HttpStatusCode: 0,
    TotalCount: all.length,
    Snapshots: rows.map(snapshotResponse),
  };
}

function listEvents(data: SeedData, now: number, instance: InstanceState, query: URLSearchParams) {
  const within = spanOf(query);
  const events = instanceEventsAt(data, instance, now)
    .filter(({ at }) => within(at, at))
    .map(({ at, text }) => `[${wireTime(at)}] ${text}`);
  return {
    Success: true,
    // A word, where other calls have null or the text "null".
    Code: "None",
    Message: "XXX",
    HttpStatusCode: 200,
    InstanceId: instance.instanceId,
    Events: events.slice(0, wholeNumber(query, "MaxEventsNum", 2000)),
    TotalCount: events.length,
  };
}

function listLifecycle(
  data: SeedData,
  now: number,
  instance: InstanceState,
  query: URLSearchParams,
) {
  const within = spanOf(query);
  const entries = lifecycleAt(data, instance, now);
  const endOf = (entry: (typeof entries)[number]) =>
    entries[entries.indexOf(entry) + 1]?.at ?? null;
  const sessions = sessionsOf(entries)
    .map((session, number) => ({ session, number }))
    .filter(({ session }) => within(session[0]?.at ?? 0, session.at(-1)?.at ?? 0));
  if (orderOf(query) === "DESC") sessions.reverse();
  return {
    Success: true,
    Code: null,
    Message: "",
    TotalCount: sessions.length,
    Lifecycle: sessions
      .slice(0, wholeNumber(query, "Limit", 1000))
      .map(({ session, number }) => sessionResponse(session, number, endOf)),
  };
}

/** Whether something that lasts from a moment to another touches the time that is asked for. */
function spanOf(query: URLSearchParams): (from: number, to: number) => boolean {
  const limit = (name: string, otherwise: number) => {
    const text = query.get(name);
    if (text === null) return otherwise;
    const time = Date.parse(text);
    if (Number.isNaN(time)) throw new ServiceError(400, "ValidationError", `${name} is no time`);
    return time;
  };
  const from = limit("StartTime", Number.NEGATIVE_INFINITY);
  const to = limit("EndTime", Number.POSITIVE_INFINITY);
  return (begin, end) => end >= from && begin <= to;
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
  const same = (parameter: string) => {
    const value = query.get(parameter);
    return (own: string) => !value || value === own;
  };
  const isOfAccessibility = same("Accessibility");
  const isOfPaymentType = same("PaymentType");
  const isOfAccelerator = same("AcceleratorType");
  const isOfUser = same("CreateUserId");
  if (query.has("SortBy") !== query.has("Order"))
    throw new ServiceError(400, "ValidationError", "SortBy and Order must be given together");
  // Costs far more than all the rest: of ten thousand instances only the ones are looked at that must be.
  const at = (state: InstanceState) => instanceAt(data, state, now);
  const value = sortValue(query.get("SortBy") ?? "GmtCreateTime", at);
  const sign = orderOf(query) === "ASC" ? 1 : -1;
  const rows = data
    .instances()
    .filter(
      (state) =>
        state.createdAt <= now &&
        isVisible(state, options) &&
        (workspace === "ALL" || state.workspaceId === workspace) &&
        (resource === "ALL" || state.resourceId === resource) &&
        (!name || state.instanceName.toLowerCase().includes(name)) &&
        (!ids || ids.includes(state.instanceId)) &&
        isOfAccessibility(state.accessibility) &&
        isOfPaymentType(state.paymentType) &&
        isOfAccelerator(state.accelerator) &&
        isOfUser(state.userId) &&
        (!statuses || statuses.includes(at(state).status)),
    )
    .map((state) => ({ state, rank: sign * value(state) }))
    .sort((a, b) => a.rank - b.rank || (a.state.instanceId < b.state.instanceId ? -1 : 1));
  return {
    Success: true,
    Code: null,
    Message: "",
    HttpStatusCode: 200,
    TotalCount: rows.length,
    Instances: pageOf(rows, query, options).map(({ state }) => instanceResponse(at(state))),
  };
}

const isVisible = (state: InstanceState, { role }: ServiceOptions) =>
  role === "admin" || state.accessibility === "PUBLIC" || state.userId === caller.id;

function sortValue(
  sortBy: string,
  at: (state: InstanceState) => InstanceAt,
): (state: InstanceState) => number {
  switch (sortBy) {
    case "GmtCreateTime":
    case "gmtCreate":
      return (state) => state.createdAt;
    case "GmtModifiedTime":
      return (state) => at(state).modifiedAt;
    case "Priority":
      return (state) => state.priority;
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
