import { queryOptions } from "@tanstack/react-query";
import { getJson } from "./client";

/** The named views for everybody, from the server's configuration, which does not change while it runs. */
export const viewsQuery = () =>
  queryOptions({
    queryKey: ["views"],
    queryFn: ({ signal }) => getJson("/views", {}, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
