import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Snapshot, StatusHistory } from "../../server/contract";
import { useReadAt } from "../state/reading";
import { historyQuery } from "./history";
import { problemOf } from "./problem";
import { snapshotQuery } from "./snapshots";

/** A snapshot as far as it is known: from the service or, once it is gone there, from the index. */
export interface KnownSnapshot {
  /** Undefined until the first answer, and where there is none. */
  snapshot: Snapshot | undefined;
  /** The statuses that the index saw; undefined until it answers, or where there is no index. */
  history: StatusHistory | undefined;
  /** The service no longer lists it: the snapshot is the index's copy. */
  fromIndex: boolean;
  /** When it was read, ISO 8601; undefined until it was. */
  readAt: string | undefined;
  /** Why it could not be read, or not be read again; null when there is no failure. */
  error: Error | null;
  onRetry: () => void;
}

/** Reads a snapshot and its status history; an empty id reads nothing. */
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
  const history = useQuery({ ...historyQuery(connection, instanceId, snapshotId), enabled }).data;
  // A row kept from a list stands in for the answer, but not for "there is no such snapshot".
  const gone = error !== null && problemOf(error).code === "upstream.notFound";
  const kept = gone ? (history?.item ?? undefined) : undefined;
  const readAt = useReadAt(kept === undefined ? data?.reading : history?.reading);
  return {
    snapshot: gone ? kept : data?.item,
    history,
    fromIndex: kept !== undefined,
    readAt,
    error: kept === undefined ? error : null,
    onRetry: () => void refetch(),
  };
}
