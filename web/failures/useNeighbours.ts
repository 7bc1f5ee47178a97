import { useQuery } from "@tanstack/react-query";
import type { IndexedSnapshot } from "../../server/contract";
import { failureSnapshotsQuery } from "../api/failures";
import type { FailureState } from "../paths/failures";
import { pushIdOf } from "../paths/push";

/** A push beside the one in the drawer, and the page that it stands on. */
export interface Neighbour {
  push: IndexedSnapshot;
  page: number;
}

/** The pushes before and after the one in the drawer, also where they stand on the page before or after. */
export function useNeighbours(
  connection: string,
  state: FailureState,
): { previous: Neighbour | null; next: Neighbour | null } {
  const { page, size, push } = state;
  // The same query as the table's, which the cache answers.
  const { data } = useQuery(failureSnapshotsQuery(connection, state));
  const items = data?.items ?? [];
  const at = items.findIndex((item) => pushIdOf(item) === push);
  const isFirst = at === 0 && page > 1;
  const isLast = at !== -1 && at === items.length - 1 && page * size < (data?.total ?? 0);
  const before = usePage(connection, { ...state, page: page - 1 }, isFirst);
  const after = usePage(connection, { ...state, page: page + 1 }, isLast);
  const found = (item: IndexedSnapshot | undefined, on: number) =>
    item === undefined ? null : { push: item, page: on };
  if (at === -1) return { previous: null, next: null };
  return {
    previous: isFirst ? found(before?.at(-1), page - 1) : found(items[at - 1], page),
    next: isLast ? found(after?.[0], page + 1) : found(items[at + 1], page),
  };
}

function usePage(connection: string, state: FailureState, enabled: boolean) {
  const { data, isPlaceholderData } = useQuery({
    ...failureSnapshotsQuery(connection, state),
    enabled,
  });
  return enabled && !isPlaceholderData ? data?.items : undefined;
}
