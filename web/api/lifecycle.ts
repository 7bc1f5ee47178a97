import { queryOptions } from "@tanstack/react-query";
import { getJson } from "./client";

/** An instance's starts, stops and saves. Optional: it needs a permission of its own. */
export const lifecycleQuery = (connection: string, instanceId: string) =>
  queryOptions({
    queryKey: [connection, "lifecycle", instanceId],
    queryFn: ({ signal }) =>
      getJson(
        "/{connection}/instances/{instanceId}/lifecycle",
        { connection, instanceId },
        {},
        signal,
      ),
    staleTime: 60_000,
  });
