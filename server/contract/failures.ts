import { z } from "zod";
import { commaList, fileFormat, listQuery, queryText, wholeNumber } from "./query-params";
import { snapshotSchema } from "./snapshots";

/** The periods a page offers; anything else is `from` and `to`. */
export const periods = ["24h", "7d", "30d"] as const;
export type Period = (typeof periods)[number];

export const failureSorts = ["lastSeen", "count", "newness"] as const;
export type FailureSort = (typeof failureSorts)[number];

/** Which pushes are looked at: failed ones, ones in flight for too long, or those that made it. */
export const outcomes = ["failed", "stuck", "succeeded"] as const;
export type Outcome = (typeof outcomes)[number];

const isoTime = z.iso.datetime({ message: "an ISO 8601 time in UTC is expected" });

/** The filters of the failures page, the same for groups, lists and exports. */
export const failureFilter = z.object({
  period: z.enum(periods).default("7d"),
  /** Both together replace the period. */
  from: isoTime.optional(),
  to: isoTime.optional(),
  outcome: z.enum(outcomes).default("failed"),
  /** In flight for longer than so many hours is stuck; absent for what is unusual on this account. */
  hours: wholeNumber(1, 720).optional(),
  workspace: commaList,
  owner: commaList,
  registry: commaList,
  reason: commaList,
  q: queryText(200)
    .default("")
    .transform((text) => text.trim()),
});
export type FailureFilter = z.infer<typeof failureFilter>;

export const failureListQuery = failureFilter.extend({
  page: listQuery.shape.page,
  size: listQuery.shape.size,
  by: z.enum(["cause", "instance"]).default("cause"),
  sort: z.enum(failureSorts).default("lastSeen"),
  /** A group or an instance to tell of as well, whatever page it is on. */
  group: queryText(40).optional(),
  instance: queryText(128).optional(),
  /** Pushes after this moment are counted as fresh: when the reader looked last. */
  since: isoTime.optional(),
});
export type FailureListQuery = z.infer<typeof failureListQuery>;

export const failureSnapshotsQuery = failureFilter.extend({
  page: listQuery.shape.page,
  size: listQuery.shape.size,
  /** A group's fingerprint; absent for every row of the filter. */
  group: queryText(40).optional(),
  instance: queryText(128).optional(),
  /** The digest of an exact message, to split a group; the answer lists them. */
  message: queryText(40).optional(),
});
export type FailureSnapshotsQuery = z.infer<typeof failureSnapshotsQuery>;

export const exportQuery = failureSnapshotsQuery.extend(fileFormat.shape);

/** How a bundle is told. */
export const incidentReportOptions = z.object({
  /** Account ids, owners and registry namespaces are taken out unless this is `false`. */
  masked: z
    .enum(["true", "false"])
    .default("true")
    .transform((word) => word === "true"),
  language: z.enum(["en", "zh-CN"]).default("en"),
  /** The origin its links begin with. */
  base: z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin),
});
export type IncidentReportOptions = z.infer<typeof incidentReportOptions>;

export const incidentReportQuery = failureListQuery.extend(incidentReportOptions.shape).extend({
  group: queryText(40),
});

/** A group or one push as a bundle for a ticket or a chat. */
export interface IncidentReportResponse {
  markdown: string;
  /** The same as plain values. */
  json: object;
}

type LocalText = Record<"en" | "zh-CN", string>;

/** A likely cause of a group and what to try: Snapdeck's or the team's advice, never the vendor's word. */
export interface CauseAdvice {
  id: string;
  origin: "snapdeck" | "team";
  title: LocalText;
  why: LocalText | null;
  advice: Record<"en" | "zh-CN", string[]>;
  sources: { title: string; url: string }[];
}

/** A piece of a masked message; every kind but `text` varies inside the group. */
export interface PatternPart {
  kind: string;
  text: string;
}

/** Pushes with the same cause, or of the same instance. Times are ISO 8601 UTC. */
export interface FailureGroup {
  /** The fingerprint, or `connection/instanceId` when grouped by instance. */
  key: string;
  connection: string | null;
  instanceId: string | null;
  /** The instance's name when grouped by instance. */
  name: string | null;
  reasonCode: string | null;
  /** The newest example's message, cut into fixed and variable parts. */
  parts: PatternPart[];
  count: number;
  instances: number;
  /** Ever, not only in the period. */
  firstSeen: string;
  lastSeen: string;
  /** First seen inside the period. */
  isNew: boolean;
  /** Pushes since the reader looked last; 0 when not asked. */
  fresh: number;
  /** Pushes per slice of the period, oldest first; every group has the same number of slices. */
  buckets: number[];
  cause: CauseAdvice | null;
}

/** How much of the account an answer rests on. */
export interface Coverage {
  /** Instances known, and how many of them have their history read. */
  instances: number;
  read: number;
  oldestReadAt: string | null;
  newestReadAt: string | null;
  /** Instances whose last reading failed. */
  failed: {
    connection: string;
    instanceId: string;
    instanceName: string | null;
    code: string;
    requestId: string | null;
    at: string;
  }[];
  /** Instances and snapshots that vanished from their lists and are not yet known to be gone. */
  unconfirmed: number;
  /** Each connection's sync as it stands. */
  syncs: {
    connection: string;
    phase: "full" | "incremental" | "reconcile" | "idle";
    done: number;
    total: number;
    calls: number;
    /** Upstream calls of the last minute. */
    perMinute: number;
    throttled: number;
    /** Milliseconds until done at the present pace; null when idle or not known. */
    remainingMs: number | null;
    nextAt: string | null;
    workspace: string;
  }[];
  /** Every known instance read at least once, none failed, and nothing vanished unexplained: only then is zero a zero. */
  complete: boolean;
}

export interface FacetValue {
  value: string;
  label: string | null;
  count: number;
}

/** One day (UTC) of the period. Durations in milliseconds, of pushes that made it. */
export interface DayOutcome {
  day: string;
  succeeded: number;
  failed: number;
  p50: number | null;
  p95: number | null;
}

export interface FailureList {
  groups: FailureGroup[];
  /** The group or the instance that was asked for by name; null when the filter has none such. */
  opened: FailureGroup | null;
  /** Groups, and pushes in all of them. */
  total: number;
  pushes: number;
  instances: number;
  /** Pushes since the reader looked last; 0 when not asked. */
  fresh: number;
  page: number;
  size: number;
  from: string;
  to: string;
  facets: Record<"workspace" | "owner" | "registry" | "reason", FacetValue[]>;
  days: DayOutcome[];
  /** In flight for longer than this is stuck; `basis` says where it comes from. */
  stuck: { ms: number; basis: "limit" | "history" | "fallback"; sample: number };
  coverage: Coverage;
  /** When the index was asked; the coverage says how old what it knows is. */
  readAt: string;
}

/** A snapshot of the index, with where it belongs and what is remembered of it. */
export const indexedSnapshotSchema = snapshotSchema.extend({
  connection: z.string(),
  instanceName: z.string().nullable(),
  workspaceName: z.string().nullable(),
  userName: z.string().nullable(),
  /** Of the upstream answer that its history was last read by. */
  requestId: z.string().nullable(),
  /** Since when the service no longer lists it; null while it does. */
  goneAt: z.string().nullable(),
});
export type IndexedSnapshot = z.infer<typeof indexedSnapshotSchema>;

/** One of the exact messages that a group holds. */
export interface ExactMessage {
  digest: string;
  message: string | null;
  count: number;
}

export interface FailureSnapshots {
  items: IndexedSnapshot[];
  /** The most frequent exact messages of the asked group, most first; empty without a group. */
  messages: ExactMessage[];
  total: number;
  page: number;
  size: number;
  coverage: Coverage;
  readAt: string;
}

export const atRiskQuery = z.object({
  page: listQuery.shape.page,
  size: listQuery.shape.size,
  q: listQuery.shape.q,
});
export type AtRiskQuery = z.infer<typeof atRiskQuery>;

/** An instance whose newest settled push failed: what it could be recovered from, and what was tried since. */
export interface InstanceAtRisk {
  connection: string;
  instanceId: string;
  instanceName: string | null;
  workspaceName: string | null;
  userName: string | null;
  /** The newest good image that is still listed; null when there is none. Times are ISO 8601 UTC. */
  good: { snapshotId: string; snapshotName: string | null; at: string } | null;
  /** Pushes that failed since then, and the newest of them. */
  failedSince: number;
  lastFailure: { snapshotId: string; reasonCode: string | null; at: string };
}

export interface AtRiskList {
  items: InstanceAtRisk[];
  total: number;
  page: number;
  size: number;
  coverage: Coverage;
  readAt: string;
}
