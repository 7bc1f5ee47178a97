import { type DswClient, DswError, type SnapshotHistories } from "../dsw";
import { missingSnapshots } from "../store/missing";
import type { SnapshotIndex } from "../store/open";
import { saveFailure, saveHistory } from "../store/save-history";
import { failureOf } from "./failure";
import { proveGone } from "./prove-gone";

/** Where one instance's history is read from. */
export interface HistorySource {
  connection: string;
  client: Pick<DswClient, "getSnapshot">;
  histories: Pick<SnapshotHistories, "whole">;
}

/**
 * Reads and saves one history.
 * @returns false when that failed, which is remembered with the instance
 * @throws when even the failure could not be saved, or the signal's reason once it is aborted
 */
export async function readHistory(
  index: SnapshotIndex,
  source: HistorySource,
  instanceId: string,
  { now, signal }: { now: () => number; signal: AbortSignal },
): Promise<boolean> {
  const { connection } = source;
  try {
    return await readAndSave(index, source, instanceId, now, signal);
  } catch (error) {
    signal.throwIfAborted();
    await saveFailure(index, connection, instanceId, { ...failureOf(error), at: now() });
    return false;
  }
}

async function readAndSave(
  index: SnapshotIndex,
  { connection, client, histories }: HistorySource,
  instanceId: string,
  now: () => number,
  signal: AbortSignal,
): Promise<boolean> {
  const history = await histories.whole(instanceId, { signal, priority: "background" });
  // The index goes by one clock; a reading that was kept for some seconds stays as old as it is.
  const readAt = Math.min(history.readAt, now());
  const listed = new Set(history.items.map(({ snapshotId }) => snapshotId));
  const lacking = await missingSnapshots(index, connection, instanceId, listed);
  const { gone, contradicted } = await proveGone(
    lacking,
    readAt,
    (id, options) => client.getSnapshot(instanceId, id, options),
    signal,
  );
  if (contradicted) {
    throw new DswError({
      code: "upstream.badAnswer",
      message: "The list of snapshots lacks one that the service still has.",
      requestId: history.requestId,
    });
  }
  const reading = { ...history, readAt, gone };
  const { error } = await saveHistory(index, connection, instanceId, reading);
  return error === null;
}
