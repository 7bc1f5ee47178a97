import { z } from "zod";
import {
  connectionParams,
  indexProblems,
  instanceParams,
  jsonEndpoint,
  noParams,
  upstreamProblems,
} from "./endpoint";
import { instanceLinksSchema } from "./instance-links";
import { commaList, knownWords, listQuery, orderSchema, orNull } from "./query-params";
import { labelSchema, phases, reasonAndTimes } from "./snapshots";
import { visibilityScopeSchema } from "./visibility";

const text = z.string().nullable();

/** An instance's newest snapshot as the instance list hints at it; `ListInstanceSnapshot` decides. */
export const latestSnapshotSchema = z
  .object({
    status: text,
    imageName: text,
    imageUrl: text,
    ...reasonAndTimes,
  })
  .meta({ id: "LatestSnapshot" });

/**
 * An instance: the allow-list of what may leave the server. Registry accounts, environment variables,
 * credential settings, mounts and terminal addresses are dropped where the upstream's JSON is parsed.
 */
export const instanceSchema = z
  .object({
    instanceId: z.string(),
    instanceName: text,
    status: text,
    workspaceId: text,
    workspaceName: text,
    userId: text,
    userName: text,
    acceleratorType: text,
    ecsSpec: text,
    requestedResource: orNull(
      z.object({ cpu: text, gpu: text, gpuType: text, memory: text, sharedMemory: text }),
    ),
    paymentType: text,
    accessibility: text,
    imageId: text,
    imageName: text,
    imageUrl: text,
    ...reasonAndTimes,
    labels: z.array(labelSchema),
    tags: z.array(labelSchema),
    priority: z.number().nullable(),
    resourceId: text,
    resourceName: text,
    latestSnapshot: orNull(latestSnapshotSchema),
  })
  .meta({ id: "Instance" });
export type Instance = z.infer<typeof instanceSchema>;

/** A disk of an instance, and how full it was when the instance was read. Sizes are in bytes. */
export const cloudDiskSchema = z
  .object({
    subType: text.meta({ description: "`rootfs` for the disk that the system is on." }),
    mountPath: text,
    available: z.number().nullable(),
    usage: z.number().nullable(),
    capacity: z.number().nullable(),
  })
  .meta({ id: "CloudDisk" });
export type CloudDisk = z.infer<typeof cloudDiskSchema>;

/** An instance of a list, with what the index knows of it besides. */
export const listedInstanceSchema = instanceSchema
  .extend({
    imageSizeGb: z.number().nullable().meta({
      description:
        "Of the newest good snapshot whose image's size is known, in gigabytes; null where none is.",
    }),
  })
  .meta({ id: "ListedInstance" });
export type ListedInstance = z.infer<typeof listedInstanceSchema>;

export const instanceSorts = [
  "created",
  "modified",
  "name",
  "status",
  "workspace",
  "owner",
  "latest",
  "imageSize",
] as const;
export type InstanceSort = (typeof instanceSorts)[number];

/** Where an instance's newest snapshot stands; `none` is that there is no snapshot. */
export const latestStates = [...phases, "none"] as const;
export type LatestState = (typeof latestStates)[number];

/** Ranges of an image's size in gigabytes; each begins where the one before ends. */
export const imageSizes = ["under10", "from10to20", "from20to50", "from50", "unknown"] as const;
export type ImageSize = (typeof imageSizes)[number];

/** Stands for the owner id of whoever asks. */
export const ownerSelf = "me";

export const instanceListQuery = listQuery.extend({
  sort: z.enum(instanceSorts).default("modified"),
  order: orderSchema.default("desc"),
  workspace: commaList,
  owner: commaList.meta({
    description:
      "Ids of owners by comma. `me` is whoever asks, as far as the server knows by which id they own instances.",
  }),
  latest: knownWords(
    latestStates,
    "Where the newest snapshot stands; `none` is that there is none.",
  ),
  imageSize: knownWords(imageSizes, "By the size of the newest good snapshot's image."),
  facets: z.enum(["known", "whole"]).default("known").meta({
    description:
      "`whole` reads every instance when the facets are not known yet; `known` answers null then.",
  }),
});
export type InstanceListQuery = z.infer<typeof instanceListQuery>;

/** What the whole account's instances could be filtered by, with counts that ignore the filters in force. */
export const instanceFacetsSchema = z
  .object({
    statuses: z.record(z.string(), z.number()),
    workspaces: z.array(z.object({ id: z.string(), name: text, count: z.number() })),
    owners: z.array(z.object({ id: z.string(), name: text, count: z.number() })),
    mine: z.number().nullable().meta({
      description:
        "How many belong to whoever asks; null where it is not known by which id they own instances.",
    }),
    latest: z.record(z.enum(latestStates), z.number()),
    visibility: visibilityScopeSchema,
  })
  .meta({ id: "InstanceFacets" });
export type InstanceFacets = z.infer<typeof instanceFacetsSchema>;

export const instanceListSchema = z
  .object({
    items: z.array(listedInstanceSchema),
    total: z.number(),
    page: z.number(),
    size: z.number(),
    facets: orNull(instanceFacetsSchema),
  })
  .meta({ id: "InstanceList" });

export const instanceResponseSchema = z
  .object({
    item: instanceSchema,
    cloudDisks: z.array(cloudDiskSchema),
    links: instanceLinksSchema,
  })
  .meta({ id: "InstanceResponse" });
export type InstanceResponse = z.infer<typeof instanceResponseSchema>;

export const listInstancesEndpoint = jsonEndpoint({
  path: "/{connection}/instances",
  feature: "instances",
  summary: "A connection's instances, a page of them.",
  params: connectionParams,
  query: instanceListQuery,
  answer: instanceListSchema,
  problems: [...upstreamProblems, ...indexProblems],
});

export const getInstanceEndpoint = jsonEndpoint({
  path: "/{connection}/instances/{instanceId}",
  feature: "instances",
  summary: "One instance.",
  params: instanceParams,
  query: noParams,
  answer: instanceResponseSchema,
  problems: upstreamProblems,
});
