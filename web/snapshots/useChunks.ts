import { type UseQueryResult, useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { SnapshotList } from "../../server/contract";
import { snapshotChunkQuery } from "../api/snapshots";
import { chunkSize, rowsOnPage } from "../paths/chunks";
import type { SnapshotListState } from "../paths/snapshots";

/**
 * The rows of some chunks of the page in view, and where each row is on it. The first chunk is always
 * read, since it has the totals; it is the only one of a page up to a hundred rows.
 * @param chunks counted from 0; those past the page's end are left out
 */
export function useChunks(
  connection: string,
  instanceId: string,
  state: SnapshotListState,
  chunks: readonly number[],
) {
  const first = useQuery(snapshotChunkQuery(connection, instanceId, state));
  const { data, isPlaceholderData } = first;
  const count = data ? rowsOnPage(data.total, state.page, state.size) : 0;
  const size = chunkSize(state.size);
  const rest = useQueries({
    queries: chunks
      .filter((chunk) => chunk > 0 && chunk * size < count)
      .map((chunk) => {
        // No placeholder: another chunk's rows would be in the wrong place.
        const { placeholderData: _, ...query } = snapshotChunkQuery(
          connection,
          instanceId,
          state,
          chunk,
        );
        return query;
      }),
    combine: combineChunks,
  });

  const loaded = useMemo(() => {
    if (data === undefined) return { rows: undefined, indexes: noIndexes };
    // While the page before stays on show, what is read of the next one does not fit it.
    const lists = isPlaceholderData ? [data] : [data, ...rest.lists];
    return {
      rows: lists.flatMap(({ items }) => items),
      indexes: lists.flatMap(({ items, page }) =>
        items.map((_, at) => (page - data.page) * size + at),
      ),
    };
  }, [data, isPlaceholderData, rest.lists, size]);
  return { first, rest, count, ...loaded };
}

const noIndexes: readonly number[] = [];

function combineChunks(results: UseQueryResult<SnapshotList>[]) {
  return {
    lists: results.flatMap(({ data }) => (data ? [data] : [])),
    error: results.find(({ error }) => error !== null)?.error ?? null,
    fetching: results.some(({ isFetching }) => isFetching),
  };
}
