import { z } from "zod";
import { indexProblems, instanceParams, jsonEndpoint, noParams } from "./endpoint";
import { textOrNull } from "./query-params";
import { phaseSchema } from "./snapshots";

/** One snapshot of an instance's timeline. */
export const timelineEntrySchema = z
  .object({
    snapshotId: z.string(),
    snapshotName: textOrNull,
    status: textOrNull,
    phase: phaseSchema,
    at: z.string().meta({ description: "When it was created, or first seen." }),
    durationMs: z
      .number()
      .nullable()
      .meta({ description: "Null while it is in flight, and where a time is missing." }),
    gone: z.boolean(),
  })
  .meta({ id: "TimelineEntry" });
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** An instance's newest snapshots as the index knows them. */
export const snapshotTimelineSchema = z
  .object({
    entries: z.array(timelineEntrySchema).meta({ description: "The newest ones, oldest first." }),
    total: z.number().meta({ description: "Snapshots ever seen." }),
    typicalMs: z
      .number()
      .nullable()
      .meta({ description: "The median time of this instance's good pushes; null without any." }),
  })
  .meta({ id: "SnapshotTimeline" });
export type SnapshotTimeline = z.infer<typeof snapshotTimelineSchema>;

export const getTimelineEndpoint = jsonEndpoint({
  path: "/{connection}/instances/{instanceId}/timeline",
  feature: "timeline",
  summary: "An instance's newest 120 snapshots by outcome and duration.",
  params: instanceParams,
  query: noParams,
  answer: snapshotTimelineSchema,
  problems: indexProblems,
});
