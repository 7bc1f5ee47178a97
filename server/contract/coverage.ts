import { z } from "zod";
import { textOrNull } from "./query-params";
import { visibilitySchema } from "./visibility";

/** What a sync run does, or that none is running. */
const syncPhases = ["full", "incremental", "reconcile", "idle"] as const;

const ms = z.number().nullable().meta({
  description: "Until done at the present pace; null when idle or not known.",
});

/** How far the reading of one connection has come, and what it costs. It changes all the time. */
export const connectionSyncSchema = z
  .object({
    connection: z.string(),
    phase: z.enum(syncPhases),
    done: z.number(),
    total: z.number(),
    calls: z.number(),
    perMinute: z.number().meta({ description: "Calls of the service in the last minute." }),
    throttled: z.number(),
    remainingMs: ms,
    nextAt: textOrNull,
    workspace: z.string(),
  })
  .meta({ id: "ConnectionSync" });
export type ConnectionSync = z.infer<typeof connectionSyncSchema>;

/** What of the reading of one connection an answer rests on: nothing that changes while all is well. */
const syncCoverageSchema = z.object({
  connection: z.string(),
  workspace: z.string(),
  throttled: z.number(),
  full: z
    .object({ done: z.number(), total: z.number(), calls: z.number(), remainingMs: ms })
    .nullable()
    .meta({ description: "How far the full run has come; null while there is none." }),
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
    failed: z.array(unreadInstanceSchema),
    unconfirmed: z.number().meta({
      description:
        "Instances and snapshots that vanished from their lists and are not yet known to be gone.",
    }),
    syncs: z.array(syncCoverageSchema),
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
