import { z } from "zod";
import { coverageSchema } from "./coverage";
import { anyConnectionParams, indexProblems, jsonEndpoint } from "./endpoint";
import { problemSchema } from "./problems";
import { orderSchema, orNull, pageQuery, searchText, textOrNull } from "./query-params";

export const atRiskSorts = [
  "good",
  "name",
  "failedSince",
  "lastFailure",
  "owner",
  "workspace",
] as const;
export type AtRiskSort = (typeof atRiskSorts)[number];

export const atRiskQuery = pageQuery.extend({
  q: searchText,
  sort: z.enum(atRiskSorts).default("good").meta({
    description:
      "`good`: by the newest good image. Ascending, whose images are all gone come first, then those that never had one, then the oldest.",
  }),
  order: orderSchema.default("asc"),
});
export type AtRiskQuery = z.infer<typeof atRiskQuery>;

/** An instance whose newest settled push failed: what it could be recovered from, and what was tried since. */
export const instanceAtRiskSchema = z
  .object({
    connection: z.string(),
    instanceId: z.string(),
    instanceName: textOrNull,
    workspaceName: textOrNull,
    userName: textOrNull,
    good: orNull(
      z.object({
        snapshotId: z.string(),
        snapshotName: textOrNull,
        at: z.string(),
        sizeGb: z.number().nullable().meta({ description: "Of its image; null where not known." }),
        imageReadAt: textOrNull.meta({
          description:
            "When its image was last seen to be there; null where that was not asked yet.",
        }),
      }),
    ).meta({
      description:
        "The newest good image that is still listed and not known to be gone; null without one.",
    }),
    goneImages: z.number().meta({
      description: "Newer good snapshots that are still listed, and whose image is gone.",
    }),
    failedSince: z.number().meta({ description: "Pushes that failed since then." }),
    lastFailure: z
      .object({ snapshotId: z.string(), reasonCode: textOrNull, at: z.string() })
      .meta({ description: "The newest of them." }),
  })
  .meta({ id: "InstanceAtRisk" });
export type InstanceAtRisk = z.infer<typeof instanceAtRiskSchema>;

export const atRiskListSchema = z
  .object({
    items: z.array(instanceAtRiskSchema),
    total: z.number(),
    page: z.number(),
    size: z.number(),
    coverage: coverageSchema,
    imageProblems: z
      .array(z.object({ connection: z.string(), problem: problemSchema }))
      .meta({ description: "Connections whose images could not be read lately, and why." }),
  })
  .meta({ id: "AtRiskList" });
export type AtRiskList = z.infer<typeof atRiskListSchema>;

export const listAtRiskEndpoint = jsonEndpoint({
  path: "/{connection}/at-risk",
  feature: "at-risk",
  summary: "The instances whose latest push failed, by the age of their last good image.",
  params: anyConnectionParams,
  query: atRiskQuery,
  answer: atRiskListSchema,
  problems: indexProblems,
});
