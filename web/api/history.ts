import { queryOptions } from "@tanstack/react-query";
import { getJson } from "./client";
import { indexReadEveryMs } from "./refresh";

/** What the index knows of a snapshot. It fails where the server keeps no index. */
export const historyQuery = (connection: string, instanceId: string, snapshotId: string) =>
  queryOptions({
    queryKey: [connection, "history", instanceId, snapshotId],
    queryFn: ({ signal }) =>
      getJson(
        "/{connection}/instances/{instanceId}/snapshots/{snapshotId}/history",
        { connection, instanceId, snapshotId },
        {},
        signal,
      ),
    staleTime: indexReadEveryMs,
  });
