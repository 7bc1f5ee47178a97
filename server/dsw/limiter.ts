/** Lets calls through at a steady rate, so that the account's quota is never spent in one go. */
export interface Limiter {
  /** Resolves when the call may go; rejects with the signal's reason once it is aborted. */
  take(priority: Priority, signal?: AbortSignal): Promise<void>;
}

export type Priority = "interactive" | "background";

interface Waiter {
  go(): void;
}

/**
 * A token bucket: `burst` calls at once after a quiet time, then `rate` a second. Interactive callers go
 * before background ones; within a priority the first to come goes first.
 * @param now a monotonic clock in milliseconds
 */
export function createLimiter(options: {
  rate: number;
  burst: number;
  now?: () => number;
}): Limiter {
  const { rate, burst, now = () => performance.now() } = options;
  const waiting: Record<Priority, Waiter[]> = { interactive: [], background: [] };
  let tokens = burst;
  let filledAt = now();
  let timer: NodeJS.Timeout | null = null;

  function fill(): void {
    const at = now();
    tokens = Math.min(burst, tokens + ((at - filledAt) * rate) / 1000);
    filledAt = at;
  }

  function pump(): void {
    fill();
    // A hair below one is one: the clock's fractions must not cost a further round of the timer.
    while (tokens >= 1 - 1e-6) {
      const next = waiting.interactive.shift() ?? waiting.background.shift();
      if (next === undefined) break;
      tokens -= 1;
      next.go();
    }
    const anyone = waiting.interactive.length + waiting.background.length > 0;
    if (anyone && timer === null) {
      const wait = Math.max(1, Math.ceil(((1 - tokens) * 1000) / rate));
      timer = setTimeout(() => {
        timer = null;
        pump();
      }, wait);
    } else if (!anyone && timer !== null) {
      clearTimeout(timer);
      timer = null;
    }
  }

  return {
    take(priority, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const queue = waiting[priority];
        const onAbort = () => {
          const at = queue.indexOf(waiter);
          if (at >= 0) queue.splice(at, 1);
          reject(signal?.reason);
          pump();
        };
        const waiter: Waiter = {
          go() {
            signal?.removeEventListener("abort", onAbort);
            resolve();
          },
        };
        signal?.addEventListener("abort", onAbort, { once: true });
        queue.push(waiter);
        pump();
      });
    },
  };
}
