/**
 * The clients that wait for one call. A call that several share waits in the turns of each of them, also of one
 * that joins while it waits: whoever has a free turn first pays for all.
 */
export class WaitingClients {
  readonly #names = new Set<string>();
  readonly #listeners = new Set<(name: string) => void>();

  constructor(client?: ClientName) {
    this.add(client);
  }

  /** Takes in one more client, or all that another call waits for; callers without a name count as one. */
  add(client: ClientName = ""): void {
    if (client instanceof WaitingClients) {
      client.each((name) => this.add(name));
    } else if (!this.#names.has(client)) {
      this.#names.add(client);
      for (const listener of this.#listeners) listener(client);
    }
  }

  /** Tells of every client, now and later. @returns how to hear no more of them */
  each(listener: (name: string) => void): () => void {
    this.#names.forEach(listener);
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

/** Who asks: a name, such as an address, or whoever waits for the call that this one is made for. */
export type ClientName = string | WaitingClients | undefined;
