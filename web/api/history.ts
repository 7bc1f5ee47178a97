import { queryOptions } from "@tanstack/react-query";
import type { SearchResponse, SnapshotTimeline, StatusHistory } from "../../server/contract";
import { apiPath } from "./address";
import { getJson } from "./client";

/** What is remembered changes with the index's own readings, not with every look. */
const keepUpMs = 30_000;

/** What the index remembers of a snapshot. It fails where the server keeps no index. */
export const historyQuery = (connection: string, instanceId: string, snapshotId: string) =>
  queryOptions({
    queryKey: [connection, "memory", instanceId, snapshotId],
    queryFn: ({ signal }) =>
      getJson<StatusHistory>(
        apiPath([connection, "instances", instanceId, "snapshots", snapshotId, "memory"]),
        signal,
      ),
    staleTime: keepUpMs,
  });

/** An instance's newest snapshots as the index knows them. It fails where the server keeps no index. */
export const timelineQuery = (connection: string, instanceId: string) =>
  queryOptions({
    queryKey: [connection, "strip", instanceId],
    queryFn: ({ signal }) =>
      getJson<SnapshotTimeline>(apiPath([connection, "instances", instanceId, "strip"]), signal),
    staleTime: keepUpMs,
    refetchInterval: keepUpMs,
  });

/** Instances and snapshots of every connection that a text is found in. The text must not be empty. */
export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ["search", q],
    queryFn: ({ signal }) => getJson<SearchResponse>(apiPath(["search"], { q }), signal),
    staleTime: keepUpMs,
  });
