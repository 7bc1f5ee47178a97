import { queryOptions } from "@tanstack/react-query";
import { getJson } from "./client";
import { indexReadEveryMs } from "./refresh";

/** Instances and snapshots of every connection that a text is found in. The text must not be empty. */
export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ["search", q],
    queryFn: ({ signal }) => getJson("/search", {}, { q }, signal),
    staleTime: indexReadEveryMs,
  });
