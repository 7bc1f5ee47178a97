import { z } from "zod";
import { coverageSchema } from "./coverage";
import { anyConnectionParams, indexProblems, jsonEndpoint } from "./endpoint";
import { binOutcomeSchema, facetValueSchema, failureGroupSchema } from "./failure-groups";
import { groupPart, memberOfGroup } from "./failure-patterns";
import {
  commaList,
  isoTimeText,
  orderSchema,
  orNull,
  pageQuery,
  queryText,
  searchText,
  textOrNull,
  timeZone,
  wholeNumber,
} from "./query-params";
import { indexedSnapshotSchema } from "./snapshots";
import { triageStatuses } from "./triage";

/** The periods a page offers; anything else is `from` and `to`. */
export const periods = ["24h", "7d", "30d"] as const;
export type Period = (typeof periods)[number];

export const failureSorts = ["urgent", "lastSeen", "count", "newness"] as const;
export type FailureSort = (typeof failureSorts)[number];

/** Which pushes are asked for: failed ones, ones in flight for too long, or those that succeeded. */
export const outcomes = ["failed", "stuck", "succeeded"] as const;
export type Outcome = (typeof outcomes)[number];

/** The filters of the failures page, the same for groups, lists and exports. */
export const failureFilter = z.strictObject({
  period: z.enum(periods).default("7d"),
  from: isoTimeText.optional().meta({ description: "With `to`, replaces the period." }),
  to: isoTimeText.optional(),
  outcome: z.enum(outcomes).default("failed"),
  hours: wholeNumber(1, 720).optional().meta({
    description: "In flight for longer is stuck; absent for what is unusual on this account.",
  }),
  workspace: commaList,
  owner: commaList,
  registry: commaList,
  reason: commaList,
  q: searchText,
});
export type FailureFilter = z.infer<typeof failureFilter>;

/** Which groups are shown by what was made of them; `active` is all but the muted and the resolved. */
export const triageFilters = ["active", "all", ...triageStatuses] as const;
export type TriageFilter = (typeof triageFilters)[number];

export const failureListQuery = failureFilter.extend({
  ...pageQuery.shape,
  by: z.enum(["cause", "instance", "registry"]).default("cause"),
  sort: z.enum(failureSorts).default("urgent").meta({
    description:
      "`urgent`: groups that are new in the period, or grow (more pushes in its second half than in its first), come first, then the others; each by instances hit, then by pushes, then by the last push.",
  }),
  triage: z.enum(triageFilters).default("active").meta({
    description: "Groups by what was made of them; `active` leaves the muted and resolved out.",
  }),
  zone: timeZone,
  group: memberOfGroup.optional().meta({
    description:
      "The fingerprint of a member of the group to answer as `opened`, whatever page it is on.",
  }),
  instance: queryText(128).optional().meta({ description: "The same for an instance." }),
  since: isoTimeText.optional().meta({ description: "Pushes after this moment count as fresh." }),
});
export type FailureListQuery = z.infer<typeof failureListQuery>;

export const pushSorts = [
  "happened",
  "name",
  "status",
  "instance",
  "owner",
  "image",
  "duration",
  "reason",
] as const;
export type PushSort = (typeof pushSorts)[number];

export const failureSnapshotsQuery = failureFilter.extend({
  ...pageQuery.shape,
  sort: z.enum(pushSorts).default("happened"),
  order: orderSchema.default("desc"),
  ...groupPart,
  instance: queryText(128).optional(),
  message: queryText(40).optional().meta({
    description: "The digest of an exact message, to split a group; the answer lists them.",
  }),
});
export type FailureSnapshotsQuery = z.infer<typeof failureSnapshotsQuery>;

const facets = z.array(facetValueSchema);

export const failureListSchema = z
  .object({
    groups: z.array(failureGroupSchema),
    opened: orNull(failureGroupSchema).meta({
      description:
        "The group or instance asked for, muted and resolved ones too; null when the filter has none such.",
    }),
    total: z.number().meta({ description: "Groups that `triage` lets through." }),
    pushes: z.number().meta({ description: "Pushes of the filter, in all groups." }),
    instances: z.number().meta({ description: "Instances that these pushes are of." }),
    fresh: z.number().meta({
      description: "Pushes after `since` in the groups let through; 0 when not asked.",
    }),
    triage: orNull(
      z.object({
        counts: z.record(z.enum(triageStatuses), z.number()).meta({
          description:
            "Groups under the filter by what was made of them; one that came back is open.",
        }),
        mayChange: z.boolean().meta({ description: "Whether whoever asks may change it." }),
      }),
    ).meta({ description: "Null where it is off, and for what is not grouped by cause." }),
    page: z.number(),
    size: z.number(),
    from: z.string(),
    to: z.string(),
    facets: z.object({ workspace: facets, owner: facets, registry: facets, reason: facets }),
    binMs: z
      .union([z.literal(3_600_000), z.literal(86_400_000)])
      .meta({ description: "Hours for a span of up to 48 hours, else days." }),
    zone: z.string().meta({ description: "The zone that hours and days begin in." }),
    bins: z.array(binOutcomeSchema).meta({
      description:
        "Oldest first. Every filter holds for failed pushes; all but the reason code's and the text for succeeded ones, which have no reason. With the outcome `succeeded` the text holds for them too.",
    }),
    stuck: z
      .object({
        ms: z.number(),
        basis: z.enum(["limit", "history", "fallback"]),
        sample: z.number(),
      })
      .meta({ description: "In flight for longer than `ms` is stuck; `basis` says why." }),
    coverage: coverageSchema,
  })
  .meta({ id: "FailureList" });
export type FailureList = z.infer<typeof failureListSchema>;

/** One of the exact messages that a group has. */
export const exactMessageSchema = z
  .object({ digest: z.string(), message: textOrNull, count: z.number() })
  .meta({ id: "ExactMessage" });
export type ExactMessage = z.infer<typeof exactMessageSchema>;

export const failureSnapshotsSchema = z
  .object({
    items: z.array(indexedSnapshotSchema),
    messages: z.array(exactMessageSchema).meta({
      description: "The most frequent exact messages of the group; empty without a group.",
    }),
    total: z.number(),
    page: z.number(),
    size: z.number(),
    coverage: coverageSchema,
  })
  .meta({ id: "FailureSnapshots" });
export type FailureSnapshots = z.infer<typeof failureSnapshotsSchema>;

export const listFailuresEndpoint = jsonEndpoint({
  path: "/{connection}/failures",
  feature: "failures",
  summary: "Groups of failed, stuck or succeeded pushes, facets, days, and their coverage.",
  params: anyConnectionParams,
  query: failureListQuery,
  answer: failureListSchema,
  problems: indexProblems,
});

export const listFailureSnapshotsEndpoint = jsonEndpoint({
  path: "/{connection}/failures/snapshots",
  feature: "failures",
  summary: "The pushes themselves, and the exact messages of a group.",
  params: anyConnectionParams,
  query: failureSnapshotsQuery,
  answer: failureSnapshotsSchema,
  problems: indexProblems,
});
