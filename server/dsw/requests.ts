import { idSchema, maxInstanceEvents } from "../contract";
import { DswError } from "./errors";
import type { Call } from "./http-caller";
import type { EventsQuery, InstancePageQuery, SnapshotPageQuery } from "./reads";

/** The reads as calls (docs/dsw-api.md, "Calls"). */
const instancesPath = "/api/v2/instances";

/**
 * An id that may stand in a path.
 * @throws DswError `upstream.invalid`: what could be taken for a path of its own is never sent
 */
function id(text: string): string {
  if (idSchema.safeParse(text).success) return text;
  throw new DswError({
    code: "upstream.invalid",
    message: "An instance, snapshot or image id has characters that no id has.",
  });
}

/** `ListInstances`; `WorkspaceId` and `ResourceId` are always sent, for absent they narrow the list. */
export function listInstancesCall(q: InstancePageQuery, workspace: string): Call {
  const query: [string, string][] = [
    ["WorkspaceId", q.workspace ?? workspace],
    ["ResourceId", "ALL"],
    ["PageNumber", String(q.page)],
    ["PageSize", String(q.size)],
    ["SortBy", q.sort],
    ["Order", q.order.toUpperCase()],
  ];
  if (q.statuses && q.statuses.length > 0) query.push(["Status", q.statuses.join(",")]);
  return { action: "ListInstances", path: instancesPath, query };
}

export function getInstanceCall(instanceId: string): Call {
  return { action: "GetInstance", path: `${instancesPath}/${id(instanceId)}`, query: [] };
}

/** `ListInstanceSnapshot`, by `gmtCreate`: the only order it knows. */
export function listSnapshotsCall(instanceId: string, q: SnapshotPageQuery): Call {
  return {
    action: "ListInstanceSnapshot",
    path: `${instancesPath}/${id(instanceId)}/snapshots`,
    query: [
      ["PageNumber", String(q.page)],
      ["PageSize", String(q.size)],
      ["SortBy", "gmtCreate"],
      ["Order", q.order.toUpperCase()],
    ],
  };
}

/** `GetImage` of AIWorkSpace, another product (docs/dsw-api.md, "GetImage"). */
export function getImageCall(imageId: string): Call {
  return { action: "GetImage", path: `/api/v1/images/${id(imageId)}`, query: [] };
}

export function getSnapshotCall(instanceId: string, snapshotId: string): Call {
  return {
    action: "GetInstanceSnapshot",
    path: `${instancesPath}/${id(instanceId)}/snapshots/${id(snapshotId)}`,
    query: [],
  };
}

/** Far more than a reader looks through; a larger response is not read. */
const optionalMaxBytes = 2 * 1024 * 1024;

/** The service writes its times in whole seconds. */
const wholeSeconds = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** `GetInstanceEvents`; one more than is handed on is asked for, which tells whether there are more. */
export function getInstanceEventsCall(instanceId: string, { from, to }: EventsQuery): Call {
  const query: [string, string][] = [["MaxEventsNum", String(maxInstanceEvents + 1)]];
  if (from !== undefined) query.push(["StartTime", wholeSeconds(from)]);
  if (to !== undefined) query.push(["EndTime", wholeSeconds(to)]);
  return {
    action: "GetInstanceEvents",
    path: `${instancesPath}/${id(instanceId)}/events`,
    query,
    maxBodyBytes: optionalMaxBytes,
  };
}

/** How many sessions are asked for, newest first: one is from a start to the stop or failure that ends it. */
const lifecycleSessions = 100;

/** `GetLifecycle` of the newest sessions. */
export function getLifecycleCall(instanceId: string): Call {
  return {
    action: "GetLifecycle",
    path: `${instancesPath}/${id(instanceId)}/lifecycle`,
    query: [
      ["Limit", String(lifecycleSessions)],
      ["Order", "DESC"],
    ],
    maxBodyBytes: optionalMaxBytes,
  };
}
