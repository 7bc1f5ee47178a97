/** A call that waits for its turn. */
export interface Waiter {
  go(): void;
}

/** A queue of each client's waiters, of which one may wait for several clients; the map's order is whose turn is next. */
export class FairQueue {
  readonly #byClient = new Map<string, Set<Waiter>>();

  get isEmpty(): boolean {
    return this.#byClient.size === 0;
  }

  push(client: string, waiter: Waiter): void {
    const own = this.#byClient.get(client);
    if (own === undefined) this.#byClient.set(client, new Set([waiter]));
    else own.add(waiter);
  }

  /** The next one, which waits no longer for anybody. */
  shift(): Waiter | undefined {
    for (const [client, own] of this.#byClient) {
      const [next] = own;
      if (next === undefined) continue;
      // The client goes to the end of the round.
      this.#byClient.delete(client);
      this.#byClient.set(client, own);
      this.remove(next);
      return next;
    }
    return undefined;
  }

  remove(waiter: Waiter): void {
    for (const [client, own] of this.#byClient) {
      if (own.delete(waiter) && own.size === 0) this.#byClient.delete(client);
    }
  }
}
