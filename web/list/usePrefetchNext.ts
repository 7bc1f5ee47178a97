import { type FetchQueryOptions, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { PageSize } from "../paths/list-state";
import type { ListQuery } from "./list-query";
import { pageCount } from "./paging";

/**
 * Reads the next page ahead once the page in view is there.
 * @param query the query of the page in view
 * @param queryOf the query of any page of the same list
 */
export function usePrefetchNext<
  State extends { page: number; size: PageSize },
  Data,
  Key extends QueryKey,
>(
  { data, isPlaceholderData }: ListQuery<{ total: number }>,
  state: State,
  queryOf: (state: State) => FetchQueryOptions<Data, Error, Data, Key>,
): void {
  const client = useQueryClient();
  const isThere = data !== undefined && !isPlaceholderData;
  const next =
    isThere && state.page < pageCount(data.total, state.size)
      ? queryOf({ ...state, page: state.page + 1 })
      : null;
  const key = next === null ? "" : JSON.stringify(next.queryKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the query
  useEffect(() => {
    if (next !== null) void client.prefetchQuery(next);
  }, [client, key]);
}
