import type { SnapshotIndex } from "../store/open";
import { backfillHistory, type HistoryRead } from "../store/save-history";

/** Histories that wait to be taken in; with a database that does not answer, more are dropped. */
const waitingAtMost = 20;

/** Takes into the index what somebody has read live, where the index's own reading of it had failed. */
export interface Backfill {
  /** Returns at once: a live view never waits for the index, and a failure is the index's own affair. */
  add(connection: string, instanceId: string, history: HistoryRead): void;
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>;
}

/** A backfill that takes in one history at a time. */
export function createBackfill(index: SnapshotIndex): Backfill {
  const waiting = new Map<string, () => Promise<unknown>>();
  let working: Promise<void> | null = null;

  const work = async () => {
    for (const [key, takeIn] of waiting) {
      // The sync reads again what could not be taken in here.
      await takeIn().catch(() => {});
      waiting.delete(key);
    }
    working = null;
  };
  return {
    add(connection, instanceId, history) {
      const key = `${connection}/${instanceId}`;
      if (waiting.has(key) || waiting.size >= waitingAtMost) return;
      waiting.set(key, () => backfillHistory(index, connection, instanceId, history));
      working ??= work();
    },
    settled: async () => {
      await working;
    },
  };
}
