import { z } from "zod";
import {
  indexProblems,
  instanceParams,
  jsonEndpoint,
  noParams,
  upstreamProblems,
} from "./endpoint";
import { idSchema } from "./ids";
import { problemSchema } from "./problems";
import { orNull, textOrNull } from "./query-params";

/** Whether the service still knows an image: one that is gone cannot be recovered from. */
export const imageStates = ["present", "gone"] as const;
export const imageStateSchema = z.enum(imageStates);
export type ImageState = z.infer<typeof imageStateSchema>;

const sizeGb = z
  .number()
  .nullable()
  .meta({ description: "In gigabytes; null where the service does not say." });

/** The image of a snapshot as AIWorkSpace knows it. */
export const imageSchema = z
  .object({
    imageId: z.string(),
    state: imageStateSchema,
    sizeGb,
    accessibility: textOrNull.meta({
      description: "An open set: `PUBLIC` to the workspace, or `PRIVATE` to its creator.",
    }),
    sourceType: textOrNull.meta({ description: "Where the image comes from." }),
    gmtCreateTime: textOrNull,
  })
  .meta({ id: "Image" });
export type Image = z.infer<typeof imageSchema>;

export const getImageEndpoint = jsonEndpoint({
  path: "/{connection}/instances/{instanceId}/images/{imageId}",
  feature: "images",
  summary: "Whether the image of a snapshot is still there, how large it is and who may see it.",
  params: instanceParams.extend({ imageId: idSchema }),
  query: noParams,
  answer: imageSchema,
  problems: upstreamProblems,
});

/** What is known of the image of one good snapshot. */
export const instanceImageSchema = z
  .object({
    snapshotId: z.string(),
    snapshotName: textOrNull,
    imageId: z.string(),
    state: imageStateSchema,
    sizeGb,
    at: z.string().meta({ description: "When the snapshot was saved." }),
    readAt: z.string(),
  })
  .meta({ id: "InstanceImage" });
export type InstanceImage = z.infer<typeof instanceImageSchema>;

/** What is known of the images of an instance's good snapshots. */
export const instanceImagesSchema = z
  .object({
    items: z.array(instanceImageSchema).meta({ description: "Oldest first." }),
    unread: z.number().meta({
      description: "Of the newest good snapshots, those whose image is being read right now.",
    }),
    problem: orNull(problemSchema).meta({
      description: "Why images could not be read lately; null when they could.",
    }),
  })
  .meta({ id: "InstanceImages" });
export type InstanceImages = z.infer<typeof instanceImagesSchema>;

export const listInstanceImagesEndpoint = jsonEndpoint({
  path: "/{connection}/instances/{instanceId}/images",
  feature: "images",
  summary:
    "What is known of the images of an instance's newest 24 good snapshots; asking begins to read those that are not known.",
  params: instanceParams,
  query: noParams,
  answer: instanceImagesSchema,
  problems: indexProblems,
});
