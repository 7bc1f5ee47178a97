import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Snapshot } from "../../server/contract";
import { placeOnPage, snapshotChunkQuery } from "../api/snapshots";
import { chunkSize, chunksAround } from "../paths/chunks";
import type { SnapshotListState } from "../paths/snapshots";
import { useChunks } from "./useChunks";

/** A snapshot beside the one in the drawer, and the page that it stands on. */
export interface Neighbour {
  snapshot: Snapshot;
  page: number;
}

/**
 * The snapshots before and after one in its list, also where they stand on the page before or after; null at the
 * list's ends, and where the one is not on the page in view.
 */
export function useNeighbours(
  connection: string,
  instanceId: string,
  state: SnapshotListState,
  snapshotId: string,
): { previous: Neighbour | null; next: Neighbour | null } {
  const client = useQueryClient();
  const { page, size } = state;
  // The same queries as the table's: read from the cache, but where it steps beyond what that has read.
  const at = placeOnPage(client, connection, instanceId, state, snapshotId);
  const near = useChunks(connection, instanceId, state, chunksAround(at - 1, at + 1, 0));
  const total = near.first.data?.total ?? 0;
  const isFirst = at === 0 && page > 1;
  const isLast = size !== "all" && at === near.count - 1 && page * size < total;
  const chunks = size === "all" ? 1 : size / chunkSize(size);
  const before = useChunk(connection, instanceId, state, -1, isFirst);
  const after = useChunk(connection, instanceId, state, chunks, isLast);

  const onPage = (index: number) => near.rows?.[near.indexes.indexOf(index)];
  const found = (snapshot: Snapshot | undefined, on: number) =>
    snapshot === undefined ? null : { snapshot, page: on };
  if (at === -1) return { previous: null, next: null };
  return {
    previous: isFirst ? found(before?.at(-1), page - 1) : found(onPage(at - 1), page),
    next: isLast ? found(after?.[0], page + 1) : found(onPage(at + 1), page),
  };
}

/** The rows of a chunk beside the page in view, counted from its first one. */
function useChunk(
  connection: string,
  instanceId: string,
  state: SnapshotListState,
  chunk: number,
  enabled: boolean,
) {
  const query = snapshotChunkQuery(connection, instanceId, state, chunk);
  const { data, isPlaceholderData } = useQuery({ ...query, enabled });
  return enabled && !isPlaceholderData ? data?.items : undefined;
}
