import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import type { SnapshotIndex } from "../store/open";
import { deadAfterMs, exchangeStates, leaveReplicas } from "../store/replicas";
import type { SyncState } from "../store/sync-runs";

/** The other processes on the same database. */
export interface Replicas {
  /** How many are alive, this one included; what was last known while the database does not answer. */
  live(): number;
  /** What the replica that syncs a connection says of it; null where none has said anything lately. */
  stateOf(connection: string): SyncState | null;
  /**
   * Begins to tell the others what this one syncs, and to read the same of them; resolves after the first time.
   * @param own where the syncs of this process stand
   * @param onSeen is done every time after the others have been heard
   */
  begin(own: () => readonly SyncState[], onSeen: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export interface ReplicasOptions {
  /** Between two exchanges (default 2 s). */
  everyMs?: number;
  /** Milliseconds of a clock that is never set. */
  elapsed?: () => number;
  /** Told how many are alive after every exchange. */
  onLive?: (live: number) => void;
}

/**
 * Replicas that know each other by the index's database. A database that does not answer costs nothing but that: the
 * number last known stands, since the others are likely to be there still, and what they said is forgotten.
 */
export function createReplicas(
  index: SnapshotIndex,
  { everyMs = 2_000, elapsed = performance.now.bind(performance), onLive }: ReplicasOptions = {},
): Replicas {
  const id = randomUUID();
  const stopping = new AbortController();
  const { signal } = stopping;
  /** What was last said of a connection, so that only what has changed is said again. */
  const said = new Map<string, string>();
  let live = 1;
  let seen: { at: number; states: Map<string, SyncState> } = { at: 0, states: new Map() };
  let loop: Promise<void> = Promise.resolve();

  async function exchange(own: readonly SyncState[]): Promise<void> {
    const changed = own.filter((state) => said.get(state.connection) !== JSON.stringify(state));
    const ours = new Set(own.map(({ connection }) => connection));
    // Another replica may say something of what this one has given up.
    for (const connection of said.keys()) if (!ours.has(connection)) said.delete(connection);
    const others = await exchangeStates(index, id, changed);
    for (const state of changed) said.set(state.connection, JSON.stringify(state));
    live = others.live;
    seen = {
      at: elapsed(),
      states: new Map(others.states.map((state) => [state.connection, state])),
    };
    onLive?.(live);
  }

  return {
    live: () => live,
    stateOf: (connection) =>
      elapsed() - seen.at < deadAfterMs ? (seen.states.get(connection) ?? null) : null,
    async begin(own, onSeen) {
      // A failure is the database's, which the syncs say and the pages show.
      const turn = () =>
        exchange(own())
          .then(onSeen)
          .catch(() => {});
      const first = turn();
      loop = first.then(async () => {
        while (!signal.aborted) {
          await wait(everyMs, undefined, { signal, ref: false }).catch(() => {});
          if (!signal.aborted) await turn();
        }
      });
      await first;
    },
    async close() {
      stopping.abort();
      await loop;
      await leaveReplicas(index, id).catch(() => {});
    },
  };
}
