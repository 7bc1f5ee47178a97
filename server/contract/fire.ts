import { z } from "zod";
import { anyConnectionParams, indexProblems, jsonEndpoint } from "./endpoint";
import { causeAdviceSchema, topValuesSchema } from "./failure-groups";
import { orNull, textOrNull } from "./query-params";

/** What most of the failed pushes of a time have in common. Times are ISO 8601 UTC. */
export const leadingGroupSchema = z
  .object({
    group: z.string().meta({ description: "The fingerprint of a member, as pages take it." }),
    cause: orNull(causeAdviceSchema),
    reasonCode: textOrNull,
    count: z.number().meta({ description: "Its failed pushes in that time." }),
    since: z.string().meta({
      description: "Its first push after a pause of 6 hours or longer; looked for in 72 hours.",
    }),
    registry: orNull(z.object({ value: z.string(), count: z.number() })).meta({
      description: "The one that more than half of its pushes went to.",
    }),
    instances: z.number(),
    owners: topValuesSchema,
    workspaces: topValuesSchema,
  })
  .meta({ id: "LeadingGroup" });

/** Whether more fails than usual. */
export const fireSchema = z
  .discriminatedUnion("status", [
    z.object({ status: z.literal("usual") }),
    z.object({
      status: z.literal("unknown"),
      why: z.enum(["coverage", "history"]).meta({
        description: "Not all of the account was read, or too little is known of the weeks before.",
      }),
    }),
    z.object({
      status: z.literal("unusual"),
      from: z.string().meta({ description: "The time looked at: the last 3, 6 or 24 hours." }),
      to: z.string(),
      failed: z.number(),
      settled: z.number().meta({ description: "Pushes that failed or succeeded." }),
      rate: z.number().meta({ description: "Failed of settled pushes, 0 to 1." }),
      usualRate: z.number().meta({
        description: "The median of the same hours of the weeks before, 0 to 1.",
      }),
      weeks: z.number().meta({ description: "How many weeks before there were to compare with." }),
      leading: leadingGroupSchema,
    }),
  ])
  .meta({ id: "Fire" });
export type Fire = z.infer<typeof fireSchema>;

export const getFireEndpoint = jsonEndpoint({
  path: "/{connection}/failures/fire",
  feature: "failures",
  summary: "Whether more pushes fail now than is usual, and what they have in common.",
  params: anyConnectionParams,
  query: z.strictObject({}),
  answer: z.object({ fire: fireSchema }).meta({ id: "FireResponse" }),
  problems: indexProblems,
});
