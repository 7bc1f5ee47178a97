import { z } from "zod";
import { failurePatternSchema, patternPartSchema } from "./failure-patterns";
import { orNull, textOrNull } from "./query-params";
import { triageStateSchema } from "./triage";

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

export const facetValueSchema = z
  .object({ value: z.string(), label: textOrNull, count: z.number() })
  .meta({ id: "FacetValue" });
export type FacetValue = z.infer<typeof facetValueSchema>;

/** The values of a field with the most pushes of a group, and how many values there are. */
export const topValuesSchema = z
  .object({
    values: z.array(facetValueSchema).meta({ description: "At most three, with their pushes." }),
    distinct: z.number(),
  })
  .meta({ id: "TopValues" });
export type TopValues = z.infer<typeof topValuesSchema>;

/** Pushes with the same cause, of the same instance, or to the same registry. Times are ISO 8601 UTC. */
export const failureGroupSchema = z
  .object({
    key: z.string().meta({
      description:
        "By cause the fingerprint of the member seen first; else `connection/instanceId`, or the registry.",
    }),
    connection: textOrNull,
    instanceId: textOrNull,
    name: textOrNull.meta({ description: "The instance's name when grouped by instance." }),
    registry: textOrNull.meta({ description: "Where grouped by registry." }),
    reasonCode: textOrNull,
    parts: z
      .array(patternPartSchema)
      .meta({ description: "The newest example's message, cut into fixed and variable parts." }),
    count: z.number(),
    instances: z.number(),
    firstSeen: z.string().meta({ description: "Ever, not only in the period." }),
    lastSeen: z.string(),
    isNew: z.boolean().meta({ description: "First seen inside the period." }),
    isGrowing: z.boolean().meta({
      description: "More pushes in the second half of the period than in its first.",
    }),
    fresh: z.number().meta({ description: "Pushes after `since`; 0 when not asked." }),
    buckets: z
      .array(z.number())
      .meta({ description: "Pushes per slice of the period, oldest first." }),
    owners: topValuesSchema,
    workspaces: topValuesSchema,
    registries: topValuesSchema,
    codes: topValuesSchema,
    patterns: z.array(failurePatternSchema).meta({
      description:
        "Failed pushes by cause: the patterns with the most pushes, at most five. Empty otherwise.",
    }),
    patternCount: z.number(),
    newPatterns: z.number().meta({
      description: "How many of these were first seen inside the period, of an old group too.",
    }),
    cause: orNull(causeAdviceSchema).meta({
      description:
        "Of every push of the group where grouped by cause; else of the newest. A group without one is a single pattern.",
    }),
    durations: orNull(z.object({ p50: z.number(), p95: z.number() })).meta({
      description: "In milliseconds, of succeeded pushes; null for others.",
    }),
    triage: orNull(triageStateSchema),
  })
  .meta({ id: "FailureGroup" });
export type FailureGroup = z.infer<typeof failureGroupSchema>;

/** One hour or day of the period. Durations in milliseconds, of pushes that succeeded. */
export const binOutcomeSchema = z
  .object({
    from: z.string(),
    to: z.string().meta({ description: "Where the next one begins." }),
    day: z.string().meta({ description: "Its date in the zone, as 2026-11-24." }),
    unfinished: z.boolean().meta({ description: "Whether it is not over yet." }),
    succeeded: z.number(),
    failed: z.number(),
    p50: z.number().nullable(),
    p95: z.number().nullable(),
  })
  .meta({ id: "BinOutcome" });
export type BinOutcome = z.infer<typeof binOutcomeSchema>;
