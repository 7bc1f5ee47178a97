import { z } from "zod";
import { coverageSchema } from "./coverage";
import { anyConnectionParams, indexProblems, jsonEndpoint } from "./endpoint";
import {
  commaList,
  isoTimeText,
  orNull,
  pageQuery,
  queryText,
  searchText,
  textOrNull,
  wholeNumber,
} from "./query-params";
import { indexedSnapshotSchema } from "./snapshots";

/** The periods a page offers; anything else is `from` and `to`. */
export const periods = ["24h", "7d", "30d"] as const;
export type Period = (typeof periods)[number];

export const failureSorts = ["lastSeen", "count", "newness"] as const;
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

export const failureListQuery = failureFilter.extend({
  ...pageQuery.shape,
  by: z.enum(["cause", "instance"]).default("cause"),
  sort: z.enum(failureSorts).default("lastSeen"),
  group: queryText(40)
    .optional()
    .meta({ description: "A group to answer as `opened`, whatever page it is on." }),
  instance: queryText(128).optional().meta({ description: "The same for an instance." }),
  since: isoTimeText.optional().meta({ description: "Pushes after this moment count as fresh." }),
});
export type FailureListQuery = z.infer<typeof failureListQuery>;

export const failureSnapshotsQuery = failureFilter.extend({
  ...pageQuery.shape,
  group: queryText(40)
    .optional()
    .meta({ description: "A group's fingerprint; absent for every push of the filter." }),
  instance: queryText(128).optional(),
  message: queryText(40).optional().meta({
    description: "The digest of an exact message, to split a group; the answer lists them.",
  }),
});
export type FailureSnapshotsQuery = z.infer<typeof failureSnapshotsQuery>;

const localText = z.object({ en: z.string(), "zh-CN": z.string() });

/** One thing to try; `who` is null where the team's file does not say. */
const adviceStepSchema = z.object({
  who: z.enum(["user", "registryAdmin", "platformTeam"]).nullable(),
  text: z.string(),
});

/** A likely cause of a group and what to try: Snapdeck's or the team's advice, never the vendor's word. */
export const causeAdviceSchema = z
  .object({
    id: z.string(),
    origin: z.enum(["snapdeck", "team"]),
    title: localText,
    why: orNull(localText),
    advice: z
      .object({ en: z.array(adviceStepSchema), "zh-CN": z.array(adviceStepSchema) })
      .meta({ description: "What to try, in this order." }),
    sources: z.array(z.object({ title: z.string(), url: z.string() })),
  })
  .meta({ id: "CauseAdvice" });
export type CauseAdvice = z.infer<typeof causeAdviceSchema>;

/** A piece of a masked message; every kind but `text` varies inside the group. */
export const patternPartSchema = z
  .object({ kind: z.string(), text: z.string() })
  .meta({ id: "PatternPart" });
export type PatternPart = z.infer<typeof patternPartSchema>;

/** Pushes with the same cause, or of the same instance. Times are ISO 8601 UTC. */
export const failureGroupSchema = z
  .object({
    key: z.string().meta({
      description: "The fingerprint, or `connection/instanceId` when grouped by instance.",
    }),
    connection: textOrNull,
    instanceId: textOrNull,
    name: textOrNull.meta({ description: "The instance's name when grouped by instance." }),
    reasonCode: textOrNull,
    parts: z
      .array(patternPartSchema)
      .meta({ description: "The newest example's message, cut into fixed and variable parts." }),
    count: z.number(),
    instances: z.number(),
    firstSeen: z.string().meta({ description: "Ever, not only in the period." }),
    lastSeen: z.string(),
    isNew: z.boolean().meta({ description: "First seen inside the period." }),
    fresh: z.number().meta({ description: "Pushes after `since`; 0 when not asked." }),
    buckets: z
      .array(z.number())
      .meta({ description: "Pushes per slice of the period, oldest first." }),
    cause: orNull(causeAdviceSchema),
  })
  .meta({ id: "FailureGroup" });
export type FailureGroup = z.infer<typeof failureGroupSchema>;

export const facetValueSchema = z
  .object({ value: z.string(), label: textOrNull, count: z.number() })
  .meta({ id: "FacetValue" });
export type FacetValue = z.infer<typeof facetValueSchema>;

/** One day (UTC) of the period. Durations in milliseconds, of pushes that succeeded. */
export const dayOutcomeSchema = z
  .object({
    day: z.string(),
    succeeded: z.number(),
    failed: z.number(),
    p50: z.number().nullable(),
    p95: z.number().nullable(),
  })
  .meta({ id: "DayOutcome" });
export type DayOutcome = z.infer<typeof dayOutcomeSchema>;

const facets = z.array(facetValueSchema);

export const failureListSchema = z
  .object({
    groups: z.array(failureGroupSchema),
    opened: orNull(failureGroupSchema).meta({
      description: "The group or instance asked for by name; null when the filter has none such.",
    }),
    total: z.number().meta({ description: "Groups." }),
    pushes: z.number().meta({ description: "Pushes in all groups." }),
    instances: z.number(),
    fresh: z.number().meta({ description: "Pushes after `since`; 0 when not asked." }),
    page: z.number(),
    size: z.number(),
    from: z.string(),
    to: z.string(),
    facets: z.object({ workspace: facets, owner: facets, registry: facets, reason: facets }),
    days: z.array(dayOutcomeSchema),
    stuck: z
      .object({
        ms: z.number(),
        basis: z.enum(["limit", "history", "fallback"]),
        sample: z.number(),
      })
      .meta({ description: "In flight for longer than `ms` is stuck; `basis` says why." }),
    coverage: coverageSchema,
    readAt: z.string().meta({ description: "When the index was asked." }),
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
    readAt: z.string(),
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
