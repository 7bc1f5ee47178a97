import type { SnapshotIndex } from "../store/open";
import { backfillHistory, type HistoryRead } from "../store/save-history";
import { createWorkQueue } from "./work-queue";

/** Histories that wait to be taken in; with a database that does not answer, more are dropped. */
const waitingAtMost = 20;

/** Takes into the index what somebody has read live, where the index's own reading of it had failed. */
export interface Backfill {
  /** Returns at once: a live view never waits for the index, and a failure is the index's own affair. */
  add(connection: string, instanceId: string, history: HistoryRead): void;
  /** Resolves when all that was added so far has been taken in, or could not be. */
  settled(): Promise<void>;
}

/** A backfill that takes in one history at a time. The sync reads again what could not be taken in. */
export function createBackfill(index: SnapshotIndex): Backfill {
  const queue = createWorkQueue(waitingAtMost);
  return {
    add: (connection, instanceId, history) =>
      queue.add(`${connection}/${instanceId}`, () =>
        backfillHistory(index, connection, instanceId, history),
      ),
    settled: queue.settled,
  };
}
