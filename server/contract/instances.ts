import { z } from "zod";
import {
  connectionParams,
  instanceParams,
  jsonEndpoint,
  noParams,
  upstreamProblems,
} from "./endpoint";
import { instanceLinksSchema } from "./instance-links";
import { commaList, listQuery, orderSchema, orNull } from "./query-params";
import { labelSchema, reasonAndTimes } from "./snapshots";
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

export const instanceSorts = ["created", "modified", "name", "status", "workspace"] as const;
export type InstanceSort = (typeof instanceSorts)[number];

export const instanceListQuery = listQuery.extend({
  sort: z.enum(instanceSorts).default("modified"),
  order: orderSchema.default("desc"),
  workspace: commaList,
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
    visibility: visibilityScopeSchema,
  })
  .meta({ id: "InstanceFacets" });
export type InstanceFacets = z.infer<typeof instanceFacetsSchema>;

export const instanceListSchema = z
  .object({
    items: z.array(instanceSchema),
    total: z.number(),
    page: z.number(),
    size: z.number(),
    facets: orNull(instanceFacetsSchema),
    requestId: text,
    readAt: z.string(),
  })
  .meta({ id: "InstanceList" });

export const instanceResponseSchema = z
  .object({
    item: instanceSchema,
    cloudDisks: z.array(cloudDiskSchema),
    links: instanceLinksSchema,
    requestId: text,
    readAt: z.string(),
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
  problems: upstreamProblems,
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
