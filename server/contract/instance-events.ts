import { z } from "zod";
import { instanceParams, jsonEndpoint, upstreamProblems } from "./endpoint";
import { isoTimeText } from "./query-params";

/** The most events of an instance that are asked for, and answered. */
export const maxInstanceEvents = 200;

export const instanceEventsQuery = z.strictObject({
  from: isoTimeText.optional().meta({ description: "Only events from this moment on." }),
  to: isoTimeText.optional().meta({ description: "Only events up to this moment." }),
});

/** What the service recorded on an instance: its own texts, which need not say why a snapshot failed. */
export const instanceEventsSchema = z
  .object({
    events: z.array(z.string()).meta({
      description: "Plain text in the service's order, with secrets and identities removed.",
    }),
    complete: z
      .boolean()
      .meta({ description: "False where more were recorded than are answered." }),
  })
  .meta({ id: "InstanceEvents" });

export const listInstanceEventsEndpoint = jsonEndpoint({
  path: "/{connection}/instances/{instanceId}/events",
  feature: "instance-events",
  summary:
    "What the service recorded on an instance, at most 200 events. It needs a permission of its own.",
  params: instanceParams,
  query: instanceEventsQuery,
  answer: instanceEventsSchema,
  problems: upstreamProblems,
});
