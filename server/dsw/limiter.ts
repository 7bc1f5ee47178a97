/** Lets calls through at a steady rate, so that the account's quota is never spent in one go. */
export interface Limiter {
  /**
   * Resolves when the call may go; rejects with the signal's reason once it is aborted.
   * @param client who asks: clients that wait take turns. Callers without one count as one client.
   */
  take(priority: Priority, signal?: AbortSignal, client?: string): Promise<void>;
}

export type Priority = "interactive" | "background";

interface Waiter {
  go(): void;
}

/**
 * A token bucket: `burst` calls at once after a quiet time, then `rate` a second. Interactive callers go
 * before background ones. Within a priority clients take turns, one call each, so that a client with a
 * hundred calls waiting delays another's only one by a single call; a client's own calls go in order.
 * @param now a monotonic clock in milliseconds
 */
export function createLimiter(options: {
  rate: number;
  burst: number;
  now?: () => number;
}): Limiter {
  const { rate, burst, now = () => performance.now() } = options;
  const waiting: Record<Priority, FairQueue> = {
    interactive: new FairQueue(),
    background: new FairQueue(),
  };
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
    // Rounding may leave a token just short of whole, which must not cost another round of the timer.
    while (tokens >= 1 - 1e-6) {
      const next = waiting.interactive.shift() ?? waiting.background.shift();
      if (next === undefined) break;
      tokens -= 1;
      next.go();
    }
    const anyone = !waiting.interactive.isEmpty || !waiting.background.isEmpty;
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
    take(priority, signal, client = "") {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const queue = waiting[priority];
        const onAbort = () => {
          queue.remove(client, waiter);
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
        queue.push(client, waiter);
        pump();
      });
    },
  };
}

/** A queue of each client's waiters; the map's order is whose turn is next. */
class FairQueue {
  readonly #byClient = new Map<string, Waiter[]>();

  get isEmpty(): boolean {
    return this.#byClient.size === 0;
  }

  push(client: string, waiter: Waiter): void {
    const own = this.#byClient.get(client);
    if (own === undefined) this.#byClient.set(client, [waiter]);
    else own.push(waiter);
  }

  shift(): Waiter | undefined {
    for (const [client, own] of this.#byClient) {
      const next = own.shift();
      // The client goes to the end of the round, or out of it.
      this.#byClient.delete(client);
      if (own.length > 0) this.#byClient.set(client, own);
      return next;
    }
    return undefined;
  }

  remove(client: string, waiter: Waiter): void {
    const rest = this.#byClient.get(client)?.filter((other) => other !== waiter);
    if (rest === undefined) return;
    if (rest.length === 0) this.#byClient.delete(client);
    else this.#byClient.set(client, rest);
  }
}
