import { z } from "zod";
import { commaList, listQuery, orderSchema } from "./query-params";
import { labelSchema } from "./snapshots";

const text = z.string().nullable();

/** An instance's newest snapshot as the instance list hints at it; `ListInstanceSnapshot` is the truth. */
export const latestSnapshotSchema = z.object({
  status: text,
  imageName: text,
  imageUrl: text,
  reasonCode: text,
  reasonMessage: text,
  gmtCreateTime: text,
  gmtModifiedTime: text,
});

/**
 * An instance: the allow-list of what may leave the border. Registry accounts, environment variables,
 * credential settings, mounts and terminal addresses are dropped where the upstream's JSON is parsed.
 */
export const instanceSchema = z.object({
  instanceId: z.string(),
  instanceName: text,
  status: text,
  workspaceId: text,
  workspaceName: text,
  userId: text,
  userName: text,
  acceleratorType: text,
  ecsSpec: text,
  requestedResource: z
    .object({ cpu: text, gpu: text, gpuType: text, memory: text, sharedMemory: text })
    .nullable(),
  paymentType: text,
  accessibility: text,
  imageId: text,
  imageName: text,
  imageUrl: text,
  reasonCode: text,
  reasonMessage: text,
  gmtCreateTime: text,
  gmtModifiedTime: text,
  labels: z.array(labelSchema),
  tags: z.array(labelSchema),
  priority: z.number().nullable(),
  resourceId: text,
  resourceName: text,
  latestSnapshot: latestSnapshotSchema.nullable(),
});
export type Instance = z.infer<typeof instanceSchema>;

export const instanceSorts = ["created", "modified", "name", "status", "workspace"] as const;
export type InstanceSort = (typeof instanceSorts)[number];

export const instanceListQuery = listQuery.extend({
  sort: z.enum(instanceSorts).default("modified"),
  order: orderSchema.default("desc"),
  workspace: commaList,
  /** `whole` reads every instance when the facets are not known yet; `known` answers null then. */
  facets: z.enum(["known", "whole"]).default("known"),
});
export type InstanceListQuery = z.infer<typeof instanceListQuery>;

/** What the whole account's instances could be filtered by, with counts that ignore the filters in force. */
export interface InstanceFacets {
  statuses: Record<string, number>;
  workspaces: { id: string; name: string | null; count: number }[];
}

export interface InstanceList {
  items: Instance[];
  total: number;
  page: number;
  size: number;
  facets: InstanceFacets | null;
  requestId: string | null;
  readAt: string;
}

export interface InstanceResponse {
  item: Instance;
  requestId: string | null;
  readAt: string;
}
