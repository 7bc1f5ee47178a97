import { z } from "zod";
import { jsonEndpoint, noParams } from "./endpoint";

/** A named address that everybody of this server is offered. */
export const teamViewSchema = z
  .object({
    name: z.object({ en: z.string(), "zh-CN": z.string() }),
    path: z
      .string()
      .meta({ description: "Of this server: `/cn-hangzhou/failures?workspace=1042`." }),
  })
  .meta({ id: "TeamView" });
export type TeamView = z.infer<typeof teamViewSchema>;

export const viewListSchema = z.object({ items: z.array(teamViewSchema) }).meta({ id: "ViewList" });

export const listViewsEndpoint = jsonEndpoint({
  path: "/views",
  feature: "views",
  summary: "The saved views of the configuration, shared with everyone.",
  params: noParams,
  query: noParams,
  answer: viewListSchema,
});
