import { parseTime } from "../i18n/format";
import { StaleNotice } from "../problems/StaleNotice";
import { type Reading, useReadAt } from "../state/reading";
import type { ListQuery } from "./list-query";

/** The notice over a list whose last refresh failed while its rows are still on show; nothing otherwise. */
export function ListStale({ query }: { query: ListQuery<{ reading: Reading }> }) {
  const readAt = parseTime(useReadAt(query.data?.reading));
  if (query.data === undefined || query.error === null) return null;
  return (
    <StaleNotice
      error={query.error}
      readAt={readAt ?? query.dataUpdatedAt}
      onRetry={() => void query.refetch()}
      retrying={query.isFetching}
    />
  );
}
