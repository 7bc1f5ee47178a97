import { queryOptions } from "@tanstack/react-query";
import { getJson } from "./client";

/** The configured connections; the first is the default. They change only with a restart. */
export const connectionsQuery = () =>
  queryOptions({
    queryKey: ["connections"],
    queryFn: ({ signal }) => getJson("/connections", {}, {}, signal),
    staleTime: 5 * 60_000,
  });
