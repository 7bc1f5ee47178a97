import type { SnapshotIndex } from "../store/open";
import { backfillHistory, type HistoryRead } from "../store/save-history";

/** Histories that wait to be taken in; with a database that does not answer, more are dropped. */
const waitingAtMost = 20;

/** Takes into the index what somebody has read live, where the index's own reading of it had failed. */
export interface Backfill {
  /** Returns at once: a live view never waits for the index, and a failure is the index's own affair. */
  add(connection: string, instanceId: string, history: HistoryRead): void;
  /** Resolves when all that was added so far has been taken in, or could not be. */
  settled(): Promise<void>;
}

/** A backfill that takes in one history at a time. */
export function createBackfill(index: SnapshotIndex): Backfill {
  const waiting = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    add(connection, instanceId, history) {
      const key = `${connection}/${instanceId}`;
      if (waiting.has(key) || waiting.size >= waitingAtMost) return;
      waiting.add(key);
      last = last
        .then(() => backfillHistory(index, connection, instanceId, history))
        // The sync reads again what could not be taken in here.
        .catch(() => {})
        .finally(() => waiting.delete(key));
    },
    settled: async () => {
      await last;
    },
  };
}
