import { queryOptions } from "@tanstack/react-query";
import { getJson } from "./client";

/** What the service recorded on an instance within a time, both ends in milliseconds since the epoch. */
export const instanceEventsQuery = (
  connection: string,
  instanceId: string,
  span: { from: number; to: number },
) =>
  queryOptions({
    queryKey: [connection, "instance-events", instanceId, span],
    queryFn: ({ signal }) =>
      getJson(
        "/{connection}/instances/{instanceId}/events",
        { connection, instanceId },
        { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() },
        signal,
      ),
    staleTime: 60_000,
  });
