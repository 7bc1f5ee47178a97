import { z } from "zod";
import { listQuery, orderSchema } from "./query-params";

/** Where a snapshot stands, derived from its open-ended status word. */
export const phases = ["failed", "inFlight", "unknown", "succeeded"] as const;
export const phaseSchema = z.enum(phases);
export type Phase = z.infer<typeof phaseSchema>;

export const labelSchema = z.object({ key: z.string(), value: z.string() });
export type Label = z.infer<typeof labelSchema>;

/** A snapshot as the service tells it: its own names in camel case, absent text is null. Times are ISO 8601 UTC. */
export const upstreamSnapshotSchema = z.object({
  instanceId: z.string(),
  snapshotId: z.string(),
  snapshotName: z.string().nullable(),
  /** An open set: `Pushing` is the only documented word. */
  status: z.string().nullable(),
  imageId: z.string().nullable(),
  imageUrl: z.string().nullable(),
  reasonCode: z.string().nullable(),
  reasonMessage: z.string().nullable(),
  gmtCreateTime: z.string().nullable(),
  gmtModifiedTime: z.string().nullable(),
  labels: z.array(labelSchema),
  excludePaths: z.array(z.string()),
});
export type UpstreamSnapshot = z.infer<typeof upstreamSnapshotSchema>;

/** A snapshot with what Snapdeck derives beside it. */
export const snapshotSchema = upstreamSnapshotSchema.extend({
  phase: phaseSchema,
  /** Milliseconds from creation to the last change, or to now while in flight; null when a time is missing. */
  durationMs: z.number().nullable(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

export const snapshotSorts = [
  "created",
  "modified",
  "name",
  "status",
  "image",
  "duration",
  "reason",
] as const;
export type SnapshotSort = (typeof snapshotSorts)[number];

export const snapshotListQuery = listQuery.extend({
  sort: z.enum(snapshotSorts).default("created"),
  order: orderSchema.default("desc"),
  /** `whole` reads the whole history when the counts are not known yet; `known` answers null then. */
  counts: z.enum(["known", "whole"]).default("known"),
});
export type SnapshotListQuery = z.infer<typeof snapshotListQuery>;

export interface SnapshotList {
  items: Snapshot[];
  /** Rows that match the filters. */
  total: number;
  page: number;
  size: number;
  /** Rows per status word of the whole history, whatever the filters; null while not known. The empty word stands for an absent status. */
  counts: Record<string, number> | null;
  /** Rows of the whole history. */
  historyTotal: number;
  /** Snapshots of the whole history in flight; of the rows in view while the whole is not known. */
  inFlight: number;
  requestId: string | null;
  /** When the upstream was read, ISO 8601 UTC. */
  readAt: string;
}

export interface SnapshotResponse {
  item: Snapshot;
  requestId: string | null;
  readAt: string;
}
