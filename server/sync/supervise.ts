/** How a loop is kept going. */
export interface SuperviseOptions {
  signal: AbortSignal;
  /** Resolves after so many milliseconds, or once the signal is aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Is told of every turn that failed, and how many milliseconds later the next one begins. */
  onFailure: (error: unknown, retryMs: number) => void;
  /** Is told of every turn that went well. */
  onSuccess: () => void;
}

const firstRetryMs = 1_000;
const longestRetryMs = 60_000;

/**
 * Does a turn again and again until the signal is aborted. A turn says after how many milliseconds the next
 * one is due. One that fails is tried again after a wait that doubles from a second to a minute.
 * It never rejects.
 */
export async function supervise(
  turn: () => Promise<number>,
  { signal, sleep, onFailure, onSuccess }: SuperviseOptions,
): Promise<void> {
  let retryMs = firstRetryMs;
  while (!signal.aborted) {
    let waitMs: number;
    try {
      waitMs = await turn();
      retryMs = firstRetryMs;
      onSuccess();
    } catch (error) {
      if (signal.aborted) return;
      waitMs = retryMs;
      retryMs = Math.min(2 * retryMs, longestRetryMs);
      onFailure(error, waitMs);
    }
    await sleep(waitMs, signal);
  }
}

/** Tells an operator something; at `info` where no level is given. */
export type Say = (line: string, level?: "info" | "warn") => void;

/** What a long outage is said by: one line when it begins, another one when it ends. */
export interface OutageLog {
  failed(who: string, message: string): void;
  worked(who: string): void;
}

/** An outage log of several loops that usually fail together. A message is said once until all of them work again. */
export function createOutageLog(say: Say): OutageLog {
  const failing = new Set<string>();
  const said = new Set<string>();
  return {
    failed(who, message) {
      failing.add(who);
      if (said.has(message)) return;
      said.add(message);
      say(`the sync failed and is tried again: ${message}`, "warn");
    },
    worked(who) {
      if (!failing.delete(who) || failing.size > 0) return;
      said.clear();
      say("the sync works again");
    },
  };
}
