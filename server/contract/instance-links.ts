import { z } from "zod";
import { textOrNull } from "./query-params";

/** Pages of the vendor's that an instance names: only addresses of a known form, on known hosts, without tokens. */
export const instanceLinksSchema = z
  .object({
    instance: textOrNull.meta({ description: "Opens the instance; null where it names no page." }),
    repositories: z.array(z.object({ url: z.string(), imageIds: z.array(z.string()) })).meta({
      description:
        "The registry's console page of each repository with its images, the newest snapshot's first.",
    }),
  })
  .meta({ id: "InstanceLinks" });
export type InstanceLinks = z.infer<typeof instanceLinksSchema>;
