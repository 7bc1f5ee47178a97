import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Snapshot } from "../../server/contract";
import { placeOnPage, refreshSnapshots } from "../api/snapshots";
import { isSettled, useDeferredPlaces } from "../live/useDeferredRows";
import { chunksAround } from "../paths/chunks";
import { type SnapshotListState, snapshotParams } from "../paths/snapshots";
import { useChunks } from "./useChunks";

/** Fast scrolling reads nothing: chunks are read once they stay in view for this long. */
const settleMs = 60;
const firstChunk: readonly number[] = [0];
const noneHidden: readonly string[] = [];
const idOf = ({ snapshotId }: Snapshot) => snapshotId;

/**
 * The rows of the page in view for its table: of a page of more than a hundred, those near the view.
 * @param openId the snapshot in the drawer
 */
export function useSnapshotRows(
  connection: string,
  instanceId: string,
  state: SnapshotListState,
  openId: string | undefined,
) {
  const client = useQueryClient();
  const list = snapshotParams.serialize({ ...state, hidden: noneHidden });
  const [inView, onRange] = useChunksInView(list);
  const { first, rest, count, rows, indexes } = useChunks(connection, instanceId, state, inView);

  // Once a snapshot came or went, every row after it is somewhere else.
  const total = first.isPlaceholderData ? undefined : first.data?.total;
  const disagree = total !== undefined && rest.lists.some((chunk) => chunk.total !== total);
  useEffect(() => {
    if (disagree) void refreshSnapshots(client, connection, instanceId);
  }, [client, connection, disagree, instanceId]);

  const read = useMemo(
    () => rows && { rows, indexes, count, total: total ?? count },
    [rows, indexes, count, total],
  );
  const deferred = useDeferredPlaces(read, idOf, list, isSettled(first));
  const placed = deferred.placed ?? { rows: undefined, indexes, count };

  const refresh = () => {
    // A refresh by hand may move rows.
    void refreshSnapshots(client, connection, instanceId).then(deferred.apply);
  };
  return {
    /** The first chunk, which has the totals; a chunk that failed leaves rows unread. */
    query: {
      ...first,
      error: first.error ?? rest.error,
      isFetching: first.isFetching || rest.fetching,
      refetch: refresh,
    },
    rows: placed.rows,
    /** How many rows came, went or moved since, and how to show them. */
    updates: deferred.updates,
    apply: deferred.apply,
    window: {
      count: placed.count,
      indexes: placed.indexes,
      openIndex:
        placed.indexes[placed.rows?.findIndex((row) => idOf(row) === openId) ?? -1] ??
        placeOnPage(client, connection, instanceId, state, openId),
      list,
      onRange,
    },
  };
}

/** The chunks near the view, once it stands still. Another list begins at its first. */
function useChunksInView(list: string) {
  const [near, setNear] = useState({ list, chunks: firstChunk });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const requested = useRef("");
  useEffect(() => () => clearTimeout(timer.current), []);
  const onRange = useCallback(
    (from: number, to: number) => {
      const chunks = chunksAround(from, to);
      const key = `${list} ${chunks.join()}`;
      if (key === requested.current) return;
      requested.current = key;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setNear({ list, chunks }), settleMs);
    },
    [list],
  );
  return [near.list === list ? near.chunks : firstChunk, onRange] as const;
}
