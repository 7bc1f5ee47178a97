import { z } from "zod";
import { instanceParams, jsonEndpoint, noParams, upstreamProblems } from "./endpoint";
import { textOrNull } from "./query-params";

/** The most steps of an instance's lifecycle that are answered: the newest. */
export const maxLifecycleSteps = 500;

/** A status that an instance was in; the set of words is open. */
export const lifecycleStepSchema = z
  .object({
    status: textOrNull,
    reasonCode: textOrNull,
    reasonMessage: textOrNull,
    at: z.string().meta({ description: "When it began." }),
    endedAt: textOrNull.meta({ description: "Null where the service does not say." }),
  })
  .meta({ id: "LifecycleStep" });
export type LifecycleStep = z.infer<typeof lifecycleStepSchema>;

/** An instance's starts, stops and saves as the service tells them. */
export const lifecycleSchema = z
  .object({
    steps: z.array(lifecycleStepSchema).meta({ description: "Oldest first." }),
    complete: z.boolean().meta({ description: "False where older steps were left out." }),
  })
  .meta({ id: "Lifecycle" });
export type Lifecycle = z.infer<typeof lifecycleSchema>;

export const getLifecycleEndpoint = jsonEndpoint({
  path: "/{connection}/instances/{instanceId}/lifecycle",
  feature: "lifecycle",
  summary:
    "An instance's starts, stops and saves, its newest 500 steps. It needs a permission of its own.",
  params: instanceParams,
  query: noParams,
  answer: lifecycleSchema,
  problems: upstreamProblems,
});
