import type { UseQueryResult } from "@tanstack/react-query";
import type { Reading } from "../state/reading";

/** A page of a list as the API answers it. */
export interface ListPageData<Row> {
  items: readonly Row[];
  total: number;
  reading: Reading;
}

/** What a list needs of the query that reads its page in view. */
export interface ListQuery<Data = ListPageData<unknown>>
  extends Pick<
    UseQueryResult<Data>,
    "data" | "error" | "dataUpdatedAt" | "isFetching" | "isFetchedAfterMount" | "isPlaceholderData"
  > {
  refetch: () => unknown;
}
