import { z } from "zod";
import { queryText, textOrNull, wholeNumber } from "./query-params";

/**
 * A fingerprint of any push that the group has, or had: groups grow as more is seen, and whoever has a
 * link finds the group that this member stands in now.
 */
export const memberOfGroup = queryText(40);

/** What narrows pushes to a group or to a part of it. */
export const groupPart = {
  group: memberOfGroup.optional().meta({
    description:
      "The fingerprint of a member: pushes of the group that it stands in now. Absent for every push of the filter.",
  }),
  pattern: memberOfGroup.optional().meta({
    description: "The fingerprint of a member: only pushes of its pattern in that group.",
  }),
  place: wholeNumber(0, 999).optional().meta({
    description: "The number of a variable place of the pattern, from 0; needs `value`.",
  }),
  value: queryText(500).optional().meta({
    description: "Only pushes with this value at that place of the pattern.",
  }),
} as const;

/** A piece of a message or a pattern; every kind but `text` is a place where values vary. */
export const patternPartSchema = z
  .object({ kind: z.string(), text: z.string() })
  .meta({ id: "PatternPart" });
export type PatternPart = z.infer<typeof patternPartSchema>;

/** Messages that differ only at places where values vary. Times are ISO 8601 UTC. */
export const failurePatternSchema = z
  .object({
    key: z.string().meta({ description: "The fingerprint of the member that was seen first." }),
    reasonCode: textOrNull,
    parts: z.array(patternPartSchema).meta({
      description:
        "Text that all its messages share, and places, each with the value of one message. Places are numbered from 0 in this order.",
    }),
    count: z.number(),
    instances: z.number(),
    firstSeen: z.string().meta({ description: "Ever, not only in the period." }),
    lastSeen: z.string(),
    isNew: z.boolean().meta({ description: "First seen inside the period." }),
  })
  .meta({ id: "FailurePattern" });
export type FailurePattern = z.infer<typeof failurePatternSchema>;

/** What stands at one variable place of a pattern. */
export const patternPlaceSchema = z
  .object({
    place: z.number(),
    kind: z.string(),
    distinct: z.number().meta({ description: "Different values." }),
    values: z
      .array(z.object({ value: z.string(), count: z.number() }))
      .meta({ description: "The most frequent ones, at most ten, with their pushes." }),
  })
  .meta({ id: "PatternPlace" });
export type PatternPlace = z.infer<typeof patternPlaceSchema>;

export const describedPatternSchema = failurePatternSchema
  .extend({ places: z.array(patternPlaceSchema) })
  .meta({ id: "DescribedPattern" });
