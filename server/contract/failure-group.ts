import { z } from "zod";
import { coverageSchema } from "./coverage";
import { anyConnectionParams, indexProblems, jsonEndpoint } from "./endpoint";
import { failureGroupSchema } from "./failure-groups";
import { describedPatternSchema, groupPart, memberOfGroup } from "./failure-patterns";
import { failureFilter } from "./failures";
import { orNull } from "./query-params";
import { triageChangeSchema } from "./triage";

export const failureGroupQuery = failureFilter.extend({
  group: memberOfGroup.meta({
    description: "The fingerprint of a member: the group that it stands in now.",
  }),
  pattern: groupPart.pattern.meta({
    description: "The fingerprint of a member: only its pattern is described.",
  }),
});
export type FailureGroupQuery = z.infer<typeof failureGroupQuery>;

export const failureGroupDetailsSchema = z
  .object({
    group: orNull(failureGroupSchema).meta({ description: "Null when the filter has none such." }),
    patterns: z.array(describedPatternSchema).meta({
      description:
        "The patterns of the group with the most pushes, at most twenty, with what stands at their places.",
    }),
    patternCount: z.number().meta({ description: "How many there are." }),
    counted: z.number().meta({
      description:
        "Pushes of these patterns whose messages were looked at for values: all, unless there are very many different messages.",
    }),
    changes: z.array(triageChangeSchema).meta({
      description: "What was made of the group, newest first, at most fifty changes.",
    }),
    coverage: coverageSchema,
  })
  .meta({ id: "FailureGroupDetails" });
export type FailureGroupDetails = z.infer<typeof failureGroupDetailsSchema>;

export const getFailureGroupEndpoint = jsonEndpoint({
  path: "/{connection}/failures/group",
  feature: "failures",
  summary: "A group of failed pushes: its patterns, what varies in them, and what was made of it.",
  params: anyConnectionParams,
  query: failureGroupQuery,
  answer: failureGroupDetailsSchema,
  problems: indexProblems,
});
