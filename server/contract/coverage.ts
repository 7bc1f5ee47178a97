import { z } from "zod";
import { textOrNull } from "./query-params";
import { visibilitySchema } from "./visibility";

/** What a sync run does, or that none is running. */
export const syncPhases = ["full", "incremental", "reconcile", "idle"] as const;

/** How far the reading of one connection has come. */
export const connectionSyncSchema = z.object({
  connection: z.string(),
  phase: z.enum(syncPhases),
  done: z.number(),
  total: z.number(),
  calls: z.number(),
  perMinute: z.number().meta({ description: "Calls of the service in the last minute." }),
  throttled: z.number(),
  remainingMs: z
    .number()
    .nullable()
    .meta({ description: "Until done at the present pace; null when idle or not known." }),
  nextAt: textOrNull,
  workspace: z.string(),
});

/** An instance whose last reading failed. */
export const unreadInstanceSchema = z.object({
  connection: z.string(),
  instanceId: z.string(),
  instanceName: textOrNull,
  code: z.string(),
  requestId: textOrNull,
  at: z.string(),
});

/** How much of the account an answer rests on. */
export const coverageSchema = z
  .object({
    instances: z.number().meta({ description: "Instances known." }),
    read: z.number().meta({ description: "Instances whose history is read." }),
    oldestReadAt: textOrNull,
    newestReadAt: textOrNull,
    failed: z.array(unreadInstanceSchema),
    unconfirmed: z.number().meta({
      description:
        "Instances and snapshots that vanished from their lists and are not yet known to be gone.",
    }),
    syncs: z.array(connectionSyncSchema),
    visibility: z.array(visibilitySchema).meta({
      description: "Of each connection. What its credential is not shown is in no number.",
    }),
    complete: z.boolean().meta({
      description:
        "Every known instance read, none failed, and nothing vanished unexplained: only then is zero a zero.",
    }),
  })
  .meta({ id: "Coverage", description: "How much of the account an answer rests on." });
export type Coverage = z.infer<typeof coverageSchema>;
