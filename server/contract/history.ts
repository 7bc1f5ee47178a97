import { z } from "zod";
import { indexProblems, jsonEndpoint, noParams, snapshotParams } from "./endpoint";
import { causeAdviceSchema } from "./failure-groups";
import { orNull, textOrNull } from "./query-params";
import { indexedSnapshotSchema, phaseSchema } from "./snapshots";

/** A status that a snapshot was seen in. */
export const statusStepSchema = z
  .object({
    status: textOrNull,
    phase: phaseSchema,
    at: z
      .string()
      .meta({ description: "When it began as the service says, else when it was first seen." }),
  })
  .meta({ id: "StatusStep" });
export type StatusStep = z.infer<typeof statusStepSchema>;

/** A snapshot whose image was pushed. */
export const goodImageSchema = z
  .object({
    snapshotId: z.string(),
    snapshotName: textOrNull,
    imageUrl: textOrNull,
    at: z.string().meta({ description: "When it was saved." }),
  })
  .meta({ id: "GoodImage" });
export type GoodImage = z.infer<typeof goodImageSchema>;

/** A snapshot of the same instance from before. */
const earlierSnapshotSchema = z
  .object({
    snapshotId: z.string(),
    snapshotName: textOrNull,
    at: z.string().meta({ description: "When it was created." }),
  })
  .meta({ id: "EarlierSnapshot" });

/** What a failed push has in common with others. */
export const pushGroupSchema = z
  .object({
    key: z.string().meta({ description: "The fingerprint of a member, as pages take it." }),
    others: z.number().meta({ description: "Further pushes of the group in the last 30 days." }),
    cause: orNull(causeAdviceSchema).meta({
      description: "With what to try on the instance of this push.",
    }),
  })
  .meta({ id: "PushGroup" });
export type PushGroup = z.infer<typeof pushGroupSchema>;

/** What the index knows of a snapshot, whether or not the service still lists it. */
export const statusHistorySchema = z
  .object({
    item: orNull(indexedSnapshotSchema).meta({
      description: "Null when the index never saw it.",
    }),
    steps: z.array(statusStepSchema).meta({ description: "Oldest first." }),
    lastSeenAt: textOrNull.meta({ description: "The reading before which it was last listed." }),
    goodBefore: orNull(goodImageSchema).meta({
      description:
        "The instance's newest good image from before it that is still listed; null without one.",
    }),
    previous: orNull(earlierSnapshotSchema).meta({
      description:
        "The instance's snapshot created last before it that is still listed; null without one.",
    }),
    group: orNull(pushGroupSchema).meta({ description: "Null of a push that has not failed." }),
  })
  .meta({ id: "StatusHistory" });
export type StatusHistory = z.infer<typeof statusHistorySchema>;

export const getStatusHistoryEndpoint = jsonEndpoint({
  path: "/{connection}/instances/{instanceId}/snapshots/{snapshotId}/history",
  feature: "history",
  summary: "What the index knows of a snapshot, gone or not, and the statuses it was seen in.",
  params: snapshotParams,
  query: noParams,
  answer: statusHistorySchema,
  problems: indexProblems,
});
