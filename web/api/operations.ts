import { queryOptions } from "@tanstack/react-query";
import { getJson } from "./client";

/** How the server and its connections are doing; for operators alone. */
export const operationsQuery = () =>
  queryOptions({
    queryKey: ["operations"],
    queryFn: ({ signal }) => getJson("/operations", {}, {}, signal),
    // The server itself asks the connections no more often.
    refetchInterval: 15_000,
  });
