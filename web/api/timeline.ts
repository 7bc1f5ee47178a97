import { queryOptions } from "@tanstack/react-query";
import { getJson } from "./client";
import { indexReadEveryMs } from "./refresh";

/** An instance's newest snapshots as the index knows them. It fails where the server keeps no index. */
export const timelineQuery = (connection: string, instanceId: string) =>
  queryOptions({
    queryKey: [connection, "timeline", instanceId],
    queryFn: ({ signal }) =>
      getJson(
        "/{connection}/instances/{instanceId}/timeline",
        { connection, instanceId },
        {},
        signal,
      ),
    staleTime: indexReadEveryMs,
    refetchInterval: indexReadEveryMs,
  });
