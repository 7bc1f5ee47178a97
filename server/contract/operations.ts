import { z } from "zod";
import { connectionSchema } from "./connections";
import { connectionSyncSchema } from "./coverage";
import { jsonEndpoint, noParams } from "./endpoint";
import { problemSchema } from "./problems";
import { orNull, textOrNull } from "./query-params";
import { visibilitySchema } from "./visibility";

/** How a connection is doing, for whoever runs the server. It names no instance. */
export const connectionHealthSchema = z
  .object({
    connection: connectionSchema,
    problem: orNull(problemSchema).meta({
      description: "Why its instances could not be listed; null when they could.",
    }),
    /** By RAM action, as far as calls have shown. */
    permissions: z.record(z.string(), z.enum(["granted", "refused"])),
    clockOffsetMs: z
      .number()
      .meta({ description: "How far the service's clock is ahead of ours." }),
    index: orNull(
      z.object({
        instances: z.number(),
        read: z.number(),
        failed: z.number(),
        oldestReadAt: textOrNull,
        lastRunAt: textOrNull,
        sync: orNull(connectionSyncSchema),
        error: textOrNull.meta({ description: "The code of what ended the last run early." }),
        visibility: orNull(visibilitySchema),
      }),
    ).meta({ description: "Null without the index, or while its database does not answer." }),
  })
  .meta({ id: "ConnectionHealth" });
export type ConnectionHealth = z.infer<typeof connectionHealthSchema>;

export const operationsSchema = z
  .object({
    version: z.string(),
    startedAt: z.string(),
    index: z.enum(["libsql", "postgresql", "unavailable"]),
    connections: z.array(connectionHealthSchema),
  })
  .meta({ id: "Operations" });
export type Operations = z.infer<typeof operationsSchema>;

export const getOperationsEndpoint = jsonEndpoint({
  path: "/operations",
  feature: "operations",
  summary:
    "How the server and each of its connections are doing, for operators alone; a reading of the connections holds for 15 s.",
  params: noParams,
  query: noParams,
  answer: operationsSchema,
  problems: ["route.unknown"],
});
