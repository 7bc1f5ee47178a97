import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Snapshot, StatusHistory } from "../../server/contract";
import { historyQuery } from "../api/history";
import { problemOf } from "../api/problem";
import { snapshotQuery } from "../api/snapshots";

/** A snapshot as far as it is known: as the service tells it or, once gone there, as it is remembered. */
export interface KnownSnapshot {
  /** Undefined until the first answer, and where there is none. */
  snapshot: Snapshot | undefined;
  /** What the index saw of it; undefined until it tells, or where there is no index. */
  memory: StatusHistory | undefined;
  /** The service no longer knows it: the snapshot is what the index remembers. */
  remembered: boolean;
  /** When it was read, ISO 8601; undefined until it was. */
  readAt: string | undefined;
  /** Why it could not be read, or not be read again; null when all is well. */
  error: Error | null;
  onRetry: () => void;
}

/** Reads a snapshot and what is remembered of it; an empty id reads nothing. */
export function useKnownSnapshot(
  connection: string,
  instanceId: string,
  snapshotId: string,
): KnownSnapshot {
  const client = useQueryClient();
  const enabled = snapshotId !== "";
  const { data, error, refetch } = useQuery({
    ...snapshotQuery(client, connection, instanceId, snapshotId),
    enabled,
  });
  const memory = useQuery({ ...historyQuery(connection, instanceId, snapshotId), enabled }).data;
  // A row kept from a list stands in for the answer, but not for "there is no such snapshot".
  const gone = error !== null && problemOf(error).code === "upstream.notFound";
  const remembered = gone ? (memory?.item ?? undefined) : undefined;
  return {
    snapshot: gone ? remembered : data?.item,
    memory,
    remembered: remembered !== undefined,
    readAt: remembered === undefined ? data?.readAt : memory?.readAt,
    error: remembered === undefined ? error : null,
    onRetry: () => void refetch(),
  };
}
