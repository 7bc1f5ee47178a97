/** Work that is done behind whoever asks for it, one thing after the other. */
export interface WorkQueue {
  /** Returns at once. What waits already is not added again, and with too much waiting the rest is dropped. */
  add(key: string, work: () => Promise<unknown>): void;
  /** Resolves when all that was added so far has been done, or has failed. */
  settled(): Promise<void>;
}

/** A queue in which so many things may wait. A failure is the work's own affair: it is not told here. */
export function createWorkQueue(waitingAtMost: number): WorkQueue {
  const waiting = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    add(key, work) {
      if (waiting.has(key) || waiting.size >= waitingAtMost) return;
      waiting.add(key);
      last = last
        .then(work)
        .catch(() => {})
        .finally(() => waiting.delete(key));
    },
    settled: async () => {
      await last;
    },
  };
}
