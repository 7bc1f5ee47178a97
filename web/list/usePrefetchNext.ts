import { type FetchQueryOptions, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

/**
 * Reads the next page ahead once the page in view is there.
 * @param next the next page's query; null when there is none or the page in view still loads
 */
export function usePrefetchNext<Data, Key extends QueryKey>(
  next: FetchQueryOptions<Data, Error, Data, Key> | null,
): void {
  const client = useQueryClient();
  const key = next === null ? "" : JSON.stringify(next.queryKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the query
  useEffect(() => {
    if (next !== null) void client.prefetchQuery(next);
  }, [client, key]);
}
