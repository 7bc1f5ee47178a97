import { Stop, type StopSignal } from "./stop";
import { type ClientName, WaitingClients } from "./waiting-clients";

/** Lets callers who ask for the same thing at the same time wait for one result. */
export interface Coalescer<T> {
  /**
   * Joins the work in progress for this key, or begins it. The work's own signal is aborted only when every
   * caller that waits for it has gone; a caller that leaves is rejected at once. The work is told of every client
   * that waits for it, also of the ones that join later.
   */
  share(
    key: string,
    work: (signal: StopSignal, clients: WaitingClients) => Promise<T>,
    caller?: SharingCaller,
  ): Promise<T>;
}

/** Who asks, and until when. */
export interface SharingCaller {
  signal?: StopSignal | undefined;
  client?: ClientName;
}

interface Shared<T> {
  result: Promise<T>;
  waiting: number;
  settled: boolean;
  stop: Stop;
  clients: WaitingClients;
}

/** A new coalescer, which shares nothing with others. */
export function createCoalescer<T>(): Coalescer<T> {
  const inProgress = new Map<string, Shared<T>>();

  function begin(
    key: string,
    work: (signal: StopSignal, clients: WaitingClients) => Promise<T>,
    client: ClientName,
  ): Shared<T> {
    const stop = new Stop();
    const clients = new WaitingClients(client);
    const result = work(stop, clients);
    const shared: Shared<T> = { result, waiting: 0, settled: false, stop, clients };
    inProgress.set(key, shared);
    const forget = () => {
      shared.settled = true;
      if (inProgress.get(key) === shared) inProgress.delete(key);
    };
    shared.result.then(forget, forget);
    return shared;
  }

  return {
    async share(key, work, { signal, client } = {}) {
      signal?.throwIfAborted();
      const shared = inProgress.get(key) ?? begin(key, work, client);
      shared.clients.add(client);
      shared.waiting += 1;
      let onAbort: (() => void) | undefined;
      try {
        if (signal === undefined) return await shared.result;
        const gone = new Promise<never>((_, reject) => {
          onAbort = () => reject(signal.reason);
          signal.addEventListener("abort", onAbort, { once: true });
        });
        return await Promise.race([shared.result, gone]);
      } finally {
        if (onAbort !== undefined) signal?.removeEventListener("abort", onAbort);
        shared.waiting -= 1;
        if (shared.waiting === 0 && !shared.settled) {
          // Nobody may join work that is being aborted.
          if (inProgress.get(key) === shared) inProgress.delete(key);
          shared.stop.abort();
        }
      }
    },
  };
}
