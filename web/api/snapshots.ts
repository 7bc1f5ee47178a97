import { hashKey, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { Snapshot, SnapshotList, SnapshotResponse } from "../../server/contract";
import { chunkSize, firstChunk } from "../paths/chunks";
import {
  chunkOf,
  newestSnapshots,
  type SnapshotListInput,
  type SnapshotPageInput,
  snapshotReadOf,
} from "../paths/snapshots";
import type { Answered } from "../state/reading";
import { getJson } from "./client";
import { keepPreviousDataWithin } from "./keep-previous-data";
import { whileInFlight } from "./refresh";

const listPath = "/{connection}/instances/{instanceId}/snapshots";

/** Makes the server read the whole history, and answer its counts with a single row. */
const wholeCounts = { size: 1, counts: "whole" } as const;

const listKey = (connection: string, instanceId: string) => [connection, "snapshots", instanceId];

const listInterval = whileInFlight<SnapshotList>((list) =>
  list.inFlight === 0 ? null : list.items.map((row) => `${row.snapshotId} ${row.status}`).join(),
);
const oneInterval = whileInFlight<SnapshotResponse>(({ item }) =>
  item.phase === "inFlight" ? String(item.status) : null,
);

/**
 * One page of an instance's snapshots, refreshed by itself while anything is in flight. The page
 * before stays on show while the next one loads, but never another instance's.
 */
export function snapshotListQuery(
  connection: string,
  instanceId: string,
  state: SnapshotPageInput,
) {
  const query = snapshotReadOf(state);
  const prefix = listKey(connection, instanceId);
  return queryOptions({
    queryKey: [...prefix, query],
    queryFn: ({ signal }) => getJson(listPath, { connection, instanceId }, query, signal),
    placeholderData: keepPreviousDataWithin(...prefix),
    refetchInterval: listInterval,
  });
}

/** One chunk of the page in view, counted from 0; the only one where the page has up to a hundred rows. */
export const snapshotChunkQuery = (
  connection: string,
  instanceId: string,
  state: SnapshotListInput,
  chunk = 0,
) => snapshotListQuery(connection, instanceId, chunkOf(state, chunk));

/** Reads again what is in view of an instance's lists; the rest when it comes into view again. */
export const refreshSnapshots = (client: QueryClient, connection: string, instanceId: string) =>
  client.invalidateQueries({ queryKey: listKey(connection, instanceId) });

/**
 * Where a snapshot stands on the page in view, counted from 0, by the chunks read so far; -1 where
 * it is in none of them.
 */
export function placeOnPage(
  client: QueryClient,
  connection: string,
  instanceId: string,
  state: SnapshotListInput,
  snapshotId: string | undefined,
): number {
  if (snapshotId === undefined) return -1;
  const first = firstChunk(state.page, state.size);
  const size = chunkSize(state.size);
  let place = -1;
  let latest = 0;
  const lists = client.getQueryCache().findAll({ queryKey: listKey(connection, instanceId) });
  for (const { queryKey, queryHash } of lists) {
    const cached = client.getQueryState<Answered<SnapshotList>>(queryKey);
    const list = cached?.data;
    if (!cached || !list || cached.dataUpdatedAt < latest) continue;
    const at = list.items.findIndex((row) => row.snapshotId === snapshotId);
    if (at === -1) continue;
    const chunk = list.page - first;
    const own = snapshotChunkQuery(connection, instanceId, state, chunk).queryKey;
    const onPage = chunk >= 0 && (state.size === "all" || chunk * size < state.size);
    if (!onPage || queryHash !== hashKey(own)) continue;
    place = chunk * size + at;
    latest = cached.dataUpdatedAt;
  }
  return place;
}

/** The hundred newest snapshots of an instance, to choose one from. */
export const newestSnapshotsQuery = (connection: string, instanceId: string) =>
  snapshotListQuery(connection, instanceId, newestSnapshots);

/** Counts per status of the whole history, for when a page does not have them. May take a while. */
export const snapshotCountsQuery = (connection: string, instanceId: string) =>
  queryOptions({
    queryKey: [connection, "snapshot-counts", instanceId],
    queryFn: async ({ signal }) => {
      const { counts, historyTotal, inFlight } = await getJson(
        listPath,
        { connection, instanceId },
        wholeCounts,
        signal,
      );
      return { counts: counts ?? {}, historyTotal, inFlight };
    },
    staleTime: 30_000,
  });

/**
 * Makes the server read an instance's whole history again, where the sync could not.
 * @throws {ApiError} when it fails again
 */
export const readHistoryAgain = (connection: string, instanceId: string) =>
  getJson(listPath, { connection, instanceId }, wholeCounts, new AbortController().signal);

/** One snapshot, whatever page it is on; refreshed by itself while in flight. A row already read stands in for it. */
export const snapshotQuery = (
  client: QueryClient,
  connection: string,
  instanceId: string,
  snapshotId: string,
) =>
  queryOptions({
    queryKey: [connection, "snapshot", instanceId, snapshotId],
    queryFn: ({ signal }) =>
      getJson(
        "/{connection}/instances/{instanceId}/snapshots/{snapshotId}",
        { connection, instanceId, snapshotId },
        {},
        signal,
      ),
    placeholderData: () => rowAlreadyRead(client, connection, instanceId, snapshotId),
    refetchInterval: oneInterval,
  });

function rowAlreadyRead(
  client: QueryClient,
  connection: string,
  instanceId: string,
  snapshotId: string,
): Answered<SnapshotResponse> | undefined {
  const lists = client.getQueriesData<Answered<SnapshotList>>({
    queryKey: listKey(connection, instanceId),
  });
  for (const [, list] of lists) {
    const item = list?.items.find((row: Snapshot) => row.snapshotId === snapshotId);
    if (list && item) return { item, reading: list.reading };
  }
  return undefined;
}
