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
  key: string;
  result: Promise<T>;
  waiting: number;
  settled: boolean;
  stop: Stop;
  clients: WaitingClients;
}

/** A new coalescer, which shares nothing with others. */
export function createCoalescer<T>(): Coalescer<T> {
  // A list, and few at a time. A map's former tables keep what was deleted from them until all old objects are
  // collected, and results that they reach are copied again and again: it cost half a call.
  let inProgress: readonly Shared<T>[] = [];
  const without = (shared: Shared<T>) => inProgress.filter((other) => other !== shared);

  function begin(
    key: string,
    work: (signal: StopSignal, clients: WaitingClients) => Promise<T>,
    client: ClientName,
  ): Shared<T> {
    const stop = new Stop();
    const clients = new WaitingClients(client);
    const result = work(stop, clients);
    const shared: Shared<T> = { key, result, waiting: 0, settled: false, stop, clients };
    inProgress = [...inProgress, shared];
    const forget = () => {
      shared.settled = true;
      inProgress = without(shared);
    };
    shared.result.then(forget, forget);
    return shared;
  }

  return {
    async share(key, work, { signal, client } = {}) {
      signal?.throwIfAborted();
      const shared = inProgress.find((begun) => begun.key === key) ?? begin(key, work, client);
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
          inProgress = without(shared);
          shared.stop.abort();
        }
      }
    },
  };
}
