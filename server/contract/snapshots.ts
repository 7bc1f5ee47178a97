import { z } from "zod";
import {
  instanceParams,
  jsonEndpoint,
  noParams,
  snapshotParams,
  upstreamProblems,
} from "./endpoint";
import { listQuery, orderSchema, textOrNull } from "./query-params";

/** Where a snapshot stands, derived from its open-ended status word. */
export const phases = ["failed", "inFlight", "unknown", "succeeded"] as const;
export const phaseSchema = z.enum(phases);
export type Phase = z.infer<typeof phaseSchema>;

export const labelSchema = z.object({ key: z.string(), value: z.string() }).meta({ id: "Label" });
export type Label = z.infer<typeof labelSchema>;

/** What snapshots and instances have alike. */
export const reasonAndTimes = {
  reasonCode: z.string().nullable(),
  reasonMessage: z.string().nullable(),
  gmtCreateTime: z.string().nullable(),
  gmtModifiedTime: z.string().nullable(),
};

/** A snapshot as the service tells it: its own names in camel case, absent text is null. Times are ISO 8601 UTC. */
export const upstreamSnapshotSchema = z.object({
  instanceId: z.string(),
  snapshotId: z.string(),
  snapshotName: z.string().nullable(),
  /** An open set: `Pushing` is the only documented word. */
  status: z.string().nullable(),
  imageId: z.string().nullable(),
  imageUrl: z.string().nullable(),
  ...reasonAndTimes,
  labels: z.array(labelSchema),
  excludePaths: z.array(z.string()),
});
export type UpstreamSnapshot = z.infer<typeof upstreamSnapshotSchema>;

/** A snapshot with what Snapdeck derives beside it. */
export const snapshotSchema = upstreamSnapshotSchema
  .extend({
    phase: phaseSchema,
    durationMs: z.number().nullable().meta({
      description:
        "Milliseconds from creation to the last change. Null when a time is missing, and while it is in flight: it has taken from its creation until now.",
    }),
  })
  .meta({ id: "Snapshot" });
export type Snapshot = z.infer<typeof snapshotSchema>;

/** A snapshot of the index, with where it belongs and what the index knows besides. */
export const indexedSnapshotSchema = z
  .object({
    connection: z.string(),
    ...snapshotSchema.shape,
    instanceName: textOrNull,
    workspaceName: textOrNull,
    userName: textOrNull,
    requestId: textOrNull.meta({
      description: "Of the service's answer that its history was last read by.",
    }),
    goneAt: textOrNull.meta({
      description: "Since when the service no longer lists it; null while it does.",
    }),
  })
  .meta({ id: "IndexedSnapshot" });
export type IndexedSnapshot = z.infer<typeof indexedSnapshotSchema>;

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
  counts: z.enum(["known", "whole"]).default("known").meta({
    description:
      "`whole` reads the whole history when the counts are not known yet; `known` answers null then.",
  }),
});
export type SnapshotListQuery = z.infer<typeof snapshotListQuery>;

export const snapshotListSchema = z
  .object({
    items: z.array(snapshotSchema),
    total: z.number().meta({ description: "Rows that match the filters." }),
    page: z.number(),
    size: z.number(),
    counts: z.record(z.string(), z.number()).nullable().meta({
      description:
        "Rows per status word of the whole history, whatever the filters; null while not known. The empty word stands for an absent status.",
    }),
    historyTotal: z.number().meta({ description: "Rows of the whole history." }),
    inFlight: z.number().meta({
      description:
        "Snapshots of the whole history in flight; of the rows in view while the whole is not known.",
    }),
  })
  .meta({ id: "SnapshotList" });
export type SnapshotList = z.infer<typeof snapshotListSchema>;

export const snapshotResponseSchema = z
  .object({ item: snapshotSchema })
  .meta({ id: "SnapshotResponse" });
export type SnapshotResponse = z.infer<typeof snapshotResponseSchema>;

export const listSnapshotsEndpoint = jsonEndpoint({
  path: "/{connection}/instances/{instanceId}/snapshots",
  feature: "snapshots",
  summary: "An instance's snapshots, a page of them.",
  params: instanceParams,
  query: snapshotListQuery,
  answer: snapshotListSchema,
  problems: upstreamProblems,
});

export const getSnapshotEndpoint = jsonEndpoint({
  path: "/{connection}/instances/{instanceId}/snapshots/{snapshotId}",
  feature: "snapshots",
  summary: "One snapshot.",
  params: snapshotParams,
  query: noParams,
  answer: snapshotResponseSchema,
  problems: upstreamProblems,
});
