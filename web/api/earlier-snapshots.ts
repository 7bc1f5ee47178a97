import { useQuery } from "@tanstack/react-query";
import type { Snapshot } from "../../server/contract";
import { historyQuery } from "./history";
import { newestSnapshotsQuery } from "./snapshots";

/** Snapshots of the same instance from before one, by id; null where there is none or none is known. */
export interface EarlierSnapshots {
  /** The one created last before it, whatever became of it. */
  previous: string | null;
  /** The newest one before it that can be recovered from. */
  lastGood: string | null;
}

const notRead = { previous: undefined, lastGood: undefined };

/**
 * What to compare a snapshot with: as the index knows it, else among the newest ones that the service lists. Undefined
 * until that is read.
 */
export function useEarlierSnapshots(
  connection: string,
  instanceId: string,
  snapshotId: string,
): EarlierSnapshots | typeof notRead {
  const history = useQuery(historyQuery(connection, instanceId, snapshotId));
  const indexed = history.data?.item ? history.data : undefined;
  // No index, or one that has not seen the snapshot yet.
  const enabled = history.isError || (history.isSuccess && indexed === undefined);
  const newest = useQuery({ ...newestSnapshotsQuery(connection, instanceId), enabled });
  if (indexed !== undefined) {
    return {
      previous: indexed.previous?.snapshotId ?? null,
      lastGood: indexed.goodBefore?.snapshotId ?? null,
    };
  }
  if (history.isPending || newest.isLoading) return notRead;
  return earlierAmong(newest.data?.items ?? [], snapshotId);
}

/** The snapshots before one among rows that are newest first; none where it is not among them. */
export function earlierAmong(rows: readonly Snapshot[], snapshotId: string): EarlierSnapshots {
  const at = rows.findIndex((row) => row.snapshotId === snapshotId);
  const before = at === -1 || rows[at]?.gmtCreateTime === null ? [] : rows.slice(at + 1);
  return {
    previous: before[0]?.snapshotId ?? null,
    lastGood: before.find(({ phase }) => phase === "succeeded")?.snapshotId ?? null,
  };
}
