import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { OpenConnection } from "../connections/open-connection";
import { DswError } from "../dsw/index";
import type { SnapshotIndex } from "../store/open";
import { hasFullRun } from "../store/sync-runs";
import type { Lease } from "./lease";
import { type SyncProgress, type SyncRunKind, sweep } from "./run";

/** Where a connection's sync stands. Times are milliseconds since the epoch. */
export interface SyncState {
  connection: string;
  phase: SyncRunKind | "idle";
  done: number;
  total: number;
  /** Upstream calls and throttled answers since the process started, interactive ones included. */
  calls: number;
  /** Upstream calls of the last minute. */
  perMinute: number;
  throttled: number;
  startedAt: number | null;
  nextAt: number | null;
  /** The code of what ended the last sweep early; null when nothing did. */
  error: string | null;
}

export interface Sync {
  states(): SyncState[];
  /** Sweeps a connection once, out of turn. */
  once(connection: string, kind: SyncRunKind): Promise<SyncProgress>;
  close(): Promise<void>;
}

export interface SyncOptions {
  now?: () => number;
  /** Between the end of one increment and the next (default 30 s). */
  everyMs?: number;
  /** Between two looks at whether the lease has become free (default 5 s). */
  standbyEveryMs?: number;
  /** Between two reconciles (default 5 min). */
  reconcileEveryMs?: number;
  /** False leaves the sweeping to `once`, as tests do. */
  running?: boolean;
}

/** Keeps the index current in the background: one loop a connection, while this process holds the lease. */
export function startSync(
  index: SnapshotIndex,
  connections: readonly OpenConnection[],
  lease: Lease,
  options: SyncOptions = {},
): Sync {
  const { now = Date.now, everyMs = 30_000, standbyEveryMs = 5_000 } = options;
  const { reconcileEveryMs = 300_000, running = true } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const states = new Map(connections.map((open) => [open.connection.id, idle(open.connection.id)]));

  const runOnce = async (open: OpenConnection, kind: SyncRunKind) => {
    const { id } = open.connection;
    const state = states.get(id) ?? idle(id);
    Object.assign(state, { phase: kind, done: 0, total: 0, startedAt: now(), nextAt: null });
    const run = await startRun(index, id, kind, now());
    const before = open.client.stats();
    try {
      const progress = await sweep(
        index,
        { connection: id, client: open.client, histories: open.histories },
        kind,
        { now, signal, onProgress: ({ done, total }) => Object.assign(state, { done, total }) },
      );
      if (kind === "full") await index.analyze();
      state.error = null;
      const after = open.client.stats();
      await finishRun(index, run, progress, {
        finishedAt: now(),
        calls: sum(after.calls) - sum(before.calls),
        throttled: after.throttled - before.throttled,
      });
      return progress;
    } catch (error) {
      state.error = error instanceof DswError ? error.code : "internal";
      throw error;
    } finally {
      Object.assign(state, { phase: "idle", startedAt: null });
    }
  };

  const loop = async (open: OpenConnection) => {
    const state = states.get(open.connection.id);
    let reconciledAt = now();
    while (!signal.aborted) {
      const holds = await lease.hold();
      if (holds) {
        const swept = await hasFullRun(index, open.connection.id);
        const due = now() - reconciledAt >= reconcileEveryMs;
        const kind = !swept ? "full" : due ? "reconcile" : "incremental";
        const done = await runOnce(open, kind).catch((error: unknown) => {
          // An upstream that does not answer is told by the state and tried again; anything else is ours.
          if (!signal.aborted && !(error instanceof DswError)) report(error);
          return null;
        });
        if (done && kind === "reconcile") reconciledAt = now();
      }
      // A replica on standby reads nothing itself: it has no next reading to tell of.
      if (state) state.nextAt = holds ? now() + everyMs : null;
      await wait(holds ? everyMs : standbyEveryMs, undefined, { signal, ref: false }).catch(
        () => {},
      );
    }
  };

  const loops = running ? connections.map((open) => loop(open).catch(report)) : [];
  return {
    states: () =>
      connections.map((open) => {
        const state = states.get(open.connection.id) ?? idle(open.connection.id);
        const { calls, throttled, lastMinute } = open.client.stats();
        return { ...state, calls: sum(calls), perMinute: lastMinute, throttled };
      }),
    once(connection, kind) {
      const open = connections.find((one) => one.connection.id === connection);
      if (!open) throw new Error(`there is no connection ${connection}`);
      return runOnce(open, kind);
    },
    async close() {
      stopping.abort();
      await Promise.all(loops);
      await lease.close();
    },
  };
}

const idle = (connection: string): SyncState => ({
  connection,
  phase: "idle",
  done: 0,
  total: 0,
  calls: 0,
  perMinute: 0,
  throttled: 0,
  startedAt: null,
  nextAt: null,
  error: null,
});

const sum = (counts: Record<string, number>) =>
  Object.values(counts).reduce((total, count) => total + count, 0);

function report(error: unknown) {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`snapdeck: the sync failed: ${text}\n`);
}

async function startRun({ db }: SnapshotIndex, connection: string, kind: SyncRunKind, at: number) {
  const id = randomUUID();
  await db
    .insertInto("sync_runs")
    .values({
      id,
      connection,
      kind,
      started_at: at,
      finished_at: null,
      instances: 0,
      calls: 0,
      throttled: 0,
      failed: 0,
    })
    .execute();
  return id;
}

async function finishRun(
  { db }: SnapshotIndex,
  id: string,
  progress: SyncProgress,
  { finishedAt, calls, throttled }: { finishedAt: number; calls: number; throttled: number },
) {
  await db
    .updateTable("sync_runs")
    .set({
      finished_at: finishedAt,
      instances: progress.done,
      calls,
      throttled,
      failed: progress.failed,
    })
    .where("id", "=", id)
    .execute();
  // A finished first sweep says for good that the account is known; the others are soon of no use.
  await db
    .deleteFrom("sync_runs")
    .where("kind", "!=", "full")
    .where("started_at", "<", finishedAt - runsKeptMs)
    .execute();
}

const runsKeptMs = 7 * 86_400_000;
