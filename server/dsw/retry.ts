import { DswError } from "./errors";
import { Stop, type StopSignal } from "./stop";
import { type StartTimer, startTimer } from "./timer";
import { deadlineFailure } from "./transport-errors";

export interface RetryOptions {
  /** Attempts in all (default 3). */
  attempts?: number;
  /** Limit on all attempts and waits together, in milliseconds. */
  deadlineMs: number;
  /** The first wait is at most this, the next twice as much (default 200 ms). */
  baseMs?: number;
  /** No wait of our own is longer (default 4 s). */
  capMs?: number;
  signal?: StopSignal | undefined;
  now?: () => number;
  random?: () => number;
  sleep?: (ms: number, signal?: StopSignal) => Promise<void>;
  startTimer?: StartTimer | undefined;
  /**
   * Repairs what made the attempt fail, such as a clock that is off; true when it did, and then the next
   * attempt goes at once. It is called once for each code.
   */
  repair?: (error: DswError, signal: StopSignal) => Promise<boolean>;
}

/**
 * Runs the attempt until it succeeds, at most three times inside one deadline. Only transient errors
 * are tried again, after a wait the service asked for or one drawn from a doubling range (full jitter). A wait
 * that would end past the deadline is not begun: the error is passed on at once.
 * @throws DswError the last attempt's, or `upstream.timeout` when the first never ended; the signal's reason
 */
export async function withRetry<T>(
  attempt: (signal: StopSignal) => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const { attempts = 3, deadlineMs, signal, repair } = options;
  const now = options.now ?? (() => performance.now());
  const sleep = options.sleep ?? sleepUnlessStopped;
  const endsAt = now() + deadlineMs;
  const stop = new Stop();
  let late = false;
  const stopTimer = (options.startTimer ?? startTimer)(() => {
    late = true;
    stop.abort();
  }, deadlineMs);
  const onAbort = () => stop.abort(signal?.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  const repaired = new Set<string>();
  let last: DswError | null = null;

  try {
    signal?.throwIfAborted();
    for (let n = 1; ; n += 1) {
      try {
        return await attempt(stop);
      } catch (error) {
        if (!(error instanceof DswError)) throw error;
        last = error;
      }
      if (n >= attempts) throw last;
      if (repair && !repaired.has(last.code)) {
        repaired.add(last.code);
        if (await repair(last, stop)) continue;
      }
      if (!last.transient) throw last;
      const wait = waitBefore(n, last.retryAfterMs, options);
      if (now() + wait >= endsAt) throw last;
      await sleep(wait, stop);
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (late) throw last ?? deadlineFailure(deadlineMs);
    throw error;
  } finally {
    stopTimer();
    signal?.removeEventListener("abort", onAbort);
  }
}

/** Resolves after so many milliseconds, or rejects with the signal's reason. */
function sleepUnlessStopped(ms: number, stop?: StopSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(stop?.reason);
    };
    const timer = setTimeout(() => {
      stop?.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    stop?.addEventListener("abort", onAbort, { once: true });
  });
}

/** Full jitter: anything up to the doubled range, so that many callers do not come back together. */
function waitBefore(attempt: number, asked: number | null, options: RetryOptions): number {
  const { baseMs = 200, capMs = 4_000, random = Math.random } = options;
  if (asked !== null) return asked + random() * baseMs;
  return random() * Math.min(capMs, baseMs * 2 ** (attempt - 1));
}
