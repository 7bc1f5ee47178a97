import { queryOptions, useQuery } from "@tanstack/react-query";
import type { InstanceImage, InstanceImages } from "../../server/contract";
import { getJson } from "./client";
import { indexReadEveryMs, whileInFlight } from "./refresh";

/** Whether a snapshot's image is still there; an optional part, which may be refused. */
export const imageQuery = (connection: string, instanceId: string, imageId: string) =>
  queryOptions({
    queryKey: [connection, "image", instanceId, imageId],
    queryFn: ({ signal }) =>
      getJson(
        "/{connection}/instances/{instanceId}/images/{imageId}",
        { connection, instanceId, imageId },
        {},
        signal,
      ),
    staleTime: indexReadEveryMs,
  });

/** What is known of an instance's images, read again while the server is still reading some. It fails where the server keeps no index. */
export const instanceImagesQuery = (connection: string, instanceId: string) =>
  queryOptions({
    queryKey: [connection, "images", instanceId],
    queryFn: ({ signal }) =>
      getJson(
        "/{connection}/instances/{instanceId}/images",
        { connection, instanceId },
        {},
        signal,
      ),
    staleTime: indexReadEveryMs,
    refetchInterval: whileInFlight(({ unread }: InstanceImages) =>
      unread === 0 ? null : String(unread),
    ),
  });

const none: ReadonlyMap<string, InstanceImage> = new Map();

/** What is known of an instance's images, by snapshot id. */
export function useInstanceImages(connection: string, instanceId: string) {
  const { data } = useQuery({ ...instanceImagesQuery(connection, instanceId), select: bySnapshot });
  return data ?? none;
}

const bySnapshot = ({ items }: InstanceImages): ReadonlyMap<string, InstanceImage> =>
  new Map(items.map((item) => [item.snapshotId, item]));
