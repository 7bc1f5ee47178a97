import { parseTime } from "../i18n/format";
import { StaleNotice } from "../problems/StaleNotice";
import type { ListQuery } from "./list-query";

/** The notice over a list whose last refresh failed while its rows are still on show; nothing otherwise. */
export function ListStale({ query }: { query: ListQuery<{ readAt: string }> }) {
  if (query.data === undefined || query.error === null) return null;
  return (
    <StaleNotice
      error={query.error}
      readAt={parseTime(query.data.readAt) ?? query.dataUpdatedAt}
      onRetry={() => void query.refetch()}
      retrying={query.isFetching}
    />
  );
}
