import { queryOptions } from "@tanstack/react-query";
import type { ConnectionList } from "../../server/contract";
import { apiPath } from "./address";
import { getJson } from "./client";

/** The configured connections; the first is the default. They change only with a restart. */
export const connectionsQuery = () =>
  queryOptions({
    queryKey: ["connections"],
    queryFn: ({ signal }) => getJson<ConnectionList>(apiPath(["connections"]), signal),
    staleTime: 5 * 60_000,
  });
