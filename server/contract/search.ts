import { z } from "zod";
import { coverageSchema } from "./coverage";
import { jsonEndpoint, noParams } from "./endpoint";
import { queryText, textOrNull } from "./query-params";
import { phaseSchema } from "./snapshots";

export const searchQuery = z.strictObject({
  q: queryText(200)
    .transform((text) => text.trim())
    .refine((text) => text !== "", "a text to search for is expected"),
});

export const instanceMatchSchema = z
  .object({
    connection: z.string(),
    instanceId: z.string(),
    instanceName: textOrNull,
    status: textOrNull,
    workspaceName: textOrNull,
  })
  .meta({ id: "InstanceMatch" });
export type InstanceMatch = z.infer<typeof instanceMatchSchema>;

/** Where a text was found in a snapshot, with the words around it. */
const matchedFieldSchema = z
  .object({
    field: z.enum([
      "snapshotId",
      "snapshotName",
      "imageId",
      "imageUrl",
      "label",
      "reasonCode",
      "reasonMessage",
    ]),
    text: z.string(),
  })
  .meta({ id: "MatchedField" });
export type MatchedField = z.infer<typeof matchedFieldSchema>;

export const snapshotMatchSchema = z
  .object({
    connection: z.string(),
    instanceId: z.string(),
    instanceName: textOrNull,
    snapshotId: z.string(),
    snapshotName: textOrNull,
    status: textOrNull,
    phase: phaseSchema,
    imageUrl: textOrNull,
    at: z.string(),
    matched: matchedFieldSchema.nullable(),
  })
  .meta({ id: "SnapshotMatch" });
export type SnapshotMatch = z.infer<typeof snapshotMatchSchema>;

/** The best matches of a text, ids first, then what changed last. */
export const searchResponseSchema = z
  .object({
    instances: z.array(instanceMatchSchema),
    snapshots: z.array(snapshotMatchSchema),
    coverage: coverageSchema,
  })
  .meta({ id: "SearchResponse" });

export const searchEndpoint = jsonEndpoint({
  path: "/search",
  feature: "search",
  summary: "Instances and snapshots of every connection by id, name, image, label or reason.",
  params: noParams,
  query: searchQuery,
  answer: searchResponseSchema,
  problems: ["index.unavailable"],
});
