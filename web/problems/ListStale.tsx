import { parseTime } from "../i18n/format";
import { StaleNotice } from "./StaleNotice";

/** What the notice needs of a query's result. */
interface StaleList {
  data: { readAt: string } | undefined;
  error: Error | null;
  dataUpdatedAt: number;
  isFetching: boolean;
  refetch: () => unknown;
}

/** The notice over a list whose last refresh failed while its rows are still on show; nothing otherwise. */
export function ListStale({ query }: { query: StaleList }) {
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
