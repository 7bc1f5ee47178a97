import { FairQueue, type Waiter } from "./fair-queue";
import type { StopSignal } from "./stop";
import { type ClientName, WaitingClients } from "./waiting-clients";

/** Lets calls through at a steady rate, so that the account's quota is never spent in one go. */
export interface Limiter {
  /**
   * Resolves when the call may go, with what is to be called once at its end; rejects with the signal's reason
   * once it is aborted.
   * @param client who asks: clients that wait take turns
   */
  take(priority: Priority, signal?: StopSignal, client?: ClientName): Promise<() => void>;
  /** How many calls could go at once now, and how many could after a rest. */
  level(): { tokens: number; size: number };
}

export type Priority = "interactive" | "background";

export interface LimiterOptions {
  /** Calls a second. */
  rate: number;
  /** Calls that may go at once after a quiet time. */
  burst: number;
  /** Among how many processes the two are shared (default 1): each takes its part, and may make one call at least. */
  sharedBy?: (() => number) | undefined;
  /** Calls that may be under way at the same time (default: any number); background ones take half of it at most. */
  atOnce?: number;
  /** A monotonic clock in milliseconds. */
  now?: () => number;
}

/**
 * A token bucket: `burst` calls at once after a quiet time, then `rate` a second, and never more under way than
 * `atOnce`: a slow service must not have one client's calls in front of all others. Interactive callers go before
 * background ones. Within a priority clients take turns, one call each, so that a client with a hundred calls
 * waiting delays another's only one by a single call; a client's own calls go in order.
 */
export function createLimiter(options: LimiterOptions): Limiter {
  const { burst, sharedBy = () => 1, now = () => performance.now() } = options;
  const rate = () => options.rate / sharedBy();
  const { atOnce = Number.POSITIVE_INFINITY } = options;
  const waiting: Record<Priority, FairQueue> = {
    interactive: new FairQueue(),
    background: new FairQueue(),
  };
  const underWay: Record<Priority, number> = { interactive: 0, background: 0 };
  let tokens = burst;
  let filledAt = now();
  let timer: NodeJS.Timeout | null = null;

  function fill(): void {
    const at = now();
    const atMost = Math.max(1, burst / sharedBy());
    tokens = Math.min(atMost, tokens + ((at - filledAt) * rate()) / 1000);
    filledAt = at;
  }

  const isAnyoneWaiting = () => !waiting.interactive.isEmpty || !waiting.background.isEmpty;

  function hasRoom(priority: Priority): boolean {
    if (underWay.interactive + underWay.background >= atOnce) return false;
    return priority === "interactive" || underWay.background < Math.ceil(atOnce / 2);
  }

  /** Who may go next, as far as calls under way leave room; a call's end looks again. */
  function nextPriority(): Priority | null {
    if (!waiting.interactive.isEmpty) return hasRoom("interactive") ? "interactive" : null;
    return !waiting.background.isEmpty && hasRoom("background") ? "background" : null;
  }

  function pump(): void {
    fill();
    let next = nextPriority();
    // Rounding may leave a token just short of whole, which must not cost another round of the timer.
    for (; next !== null && tokens >= 1 - 1e-6; next = nextPriority()) {
      tokens -= 1;
      underWay[next] += 1;
      waiting[next].shift()?.go();
    }
    if (next !== null && timer === null) {
      const wait = Math.max(1, Math.ceil(((1 - tokens) * 1000) / rate()));
      timer = setTimeout(() => {
        timer = null;
        pump();
      }, wait);
    } else if (next === null && timer !== null) {
      clearTimeout(timer);
      timer = null;
    }
  }

  return {
    level() {
      fill();
      return { tokens, size: burst };
    },
    async take(priority, signal, client) {
      signal?.throwIfAborted();
      const end = () => {
        underWay[priority] -= 1;
        if (isAnyoneWaiting()) pump();
      };
      fill();
      if (!isAnyoneWaiting() && tokens >= 1 && hasRoom(priority)) {
        tokens -= 1;
        underWay[priority] += 1;
        return end;
      }
      return new Promise((resolve, reject) => {
        const queue = waiting[priority];
        const waiter: Waiter = {
          go() {
            leave();
            resolve(end);
          },
        };
        const onAbort = () => {
          leave();
          queue.remove(waiter);
          reject(signal?.reason);
          pump();
        };
        signal?.addEventListener("abort", onAbort, { once: true });
        const stopListening = new WaitingClients(client).each((name) => {
          queue.push(name, waiter);
        });
        function leave() {
          signal?.removeEventListener("abort", onAbort);
          stopListening();
        }
        pump();
      });
    },
  };
}
