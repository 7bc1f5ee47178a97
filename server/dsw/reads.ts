import type { CloudDisk, Instance, InstanceLinks } from "../contract";
import type { StopSignal } from "./stop";
import type { ClientName } from "./waiting-clients";

/** What the reads are asked, and what they give. */

/** One page of a list. */
export interface UpstreamPage<T> {
  items: T[];
  /** Rows left out because they carry no id or repeat another row's; absent is none. */
  skipped?: number;
  /** The service's `TotalCount`. */
  total: number;
  requestId: string | null;
  /** When it was read, in milliseconds since the epoch. */
  readAt: number;
}

/** One instance or one snapshot. */
export interface UpstreamItem<T> {
  item: T;
  requestId: string | null;
  /** When it was read, in milliseconds since the epoch. */
  readAt: number;
}

/** The instance of `GetInstance`, with the pages of the vendor's that it names, and its disks. */
export interface UpstreamInstance extends UpstreamItem<Instance> {
  links: InstanceLinks;
  cloudDisks: CloudDisk[];
}

/** A page of `ListInstances`. */
export interface InstancePageQuery {
  /** From 1. */
  page: number;
  size: number;
  sort: "GmtCreateTime" | "GmtModifiedTime";
  order: "asc" | "desc";
  /** An id or `ALL`; the client's own workspace when absent. */
  workspace?: string;
  statuses?: readonly string[];
}

/** A page of `ListInstanceSnapshot`, by creation time: the only order the service knows. */
export interface SnapshotPageQuery {
  /** From 1. */
  page: number;
  size: number;
  order: "asc" | "desc";
}

/** The time that `GetInstanceEvents` is asked about, in milliseconds since the epoch; absent is open. */
export interface EventsQuery {
  from?: number | undefined;
  to?: number | undefined;
}

/** A response that is cut to a bound. */
export interface UpstreamSeries<T> {
  items: T[];
  /** False where the service has more than these. */
  complete: boolean;
  requestId: string | null;
  /** When it was read, in milliseconds since the epoch. */
  readAt: number;
}

export interface CallOptions {
  /** Aborting it ends the upstream call, unless another caller waits for the same response. */
  signal?: StopSignal | undefined;
  /** Background reads wait behind interactive ones for the connection's quota. */
  priority?: "interactive" | "background" | undefined;
  /** Who asks, such as an address: clients take turns at the connection's quota. */
  client?: ClientName;
}
