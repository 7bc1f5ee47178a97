import { queryOptions } from "@tanstack/react-query";
import type { InstanceLinks, InstanceResponse } from "../../server/contract";
import { type InstanceListInput, instanceReadOf } from "../paths/instances";
import { getJson } from "./client";
import { keepPreviousDataWithin } from "./keep-previous-data";
import { instanceListEveryMs, whileInFlight } from "./refresh";

/** One page of instances. The page before stays on show while the next one loads. */
export function instanceListQuery(connection: string, state: InstanceListInput) {
  const query = instanceReadOf(state);
  return queryOptions({
    queryKey: [connection, "instances", query],
    queryFn: ({ signal }) => getJson("/{connection}/instances", { connection }, query, signal),
    placeholderData: keepPreviousDataWithin(connection, "instances"),
    refetchInterval: instanceListEveryMs,
  });
}

/** What the instances can be filtered by, counted over the whole account: may take a while. */
export const instanceFacetsQuery = (connection: string) =>
  queryOptions({
    queryKey: [connection, "instance-facets"],
    queryFn: async ({ signal }) => {
      const query = { size: 1, facets: "whole" } as const;
      return (await getJson("/{connection}/instances", { connection }, query, signal)).facets;
    },
    staleTime: 30_000,
  });

/** Every documented status that will not last ends in -ing (docs/dsw-api.md, "Instance status"); Running lasts. */
const instanceInterval = whileInFlight<InstanceResponse>(({ item: { status } }) =>
  status?.endsWith("ing") && status !== "Running" ? status : null,
);

/** One instance, refreshed by itself while its status is about to change. */
export const instanceQuery = (connection: string, instanceId: string) =>
  queryOptions({
    queryKey: [connection, "instance", instanceId],
    queryFn: ({ signal }) =>
      getJson("/{connection}/instances/{instanceId}", { connection, instanceId }, {}, signal),
    staleTime: 30_000,
    refetchInterval: instanceInterval,
  });

/** The registry's console page that the service names for an image of the instance; null where it names none. */
export const repositoryOf = (
  links: InstanceLinks | undefined,
  imageId: string | null | undefined,
): string | null =>
  links?.repositories.find(({ imageIds }) => imageIds.some((id) => id === imageId))?.url ?? null;
