import { queryOptions } from "@tanstack/react-query";
import { connectionParam } from "../paths/api-address";
import { getJson } from "./client";
import { indexReadEveryMs } from "./refresh";

/** How the reading of the account goes. It changes all the time, and is asked for where somebody looks at it. */
export const syncQuery = (connection: string) =>
  queryOptions({
    queryKey: [connection, "sync"],
    queryFn: ({ signal }) =>
      getJson("/{connection}/sync", { connection: connectionParam(connection) }, {}, signal),
    refetchInterval: indexReadEveryMs,
  });
