import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import type { OpenConnection } from "../connections/open-connection";
import { DswError } from "../dsw";
import { log } from "../log/log";
import { anyInstanceMissingSince } from "../store/missing";
import type { SnapshotIndex } from "../store/open";
import type { HistoryRead } from "../store/save-history";
import {
  finishRun,
  hasFullRun,
  idleSync,
  type SyncRunKind,
  type SyncState,
  startRun,
} from "../store/sync-runs";
import { createBackfill } from "./backfill";
import { failureOf, isDefect } from "./failure";
import { createImageChecks, type ImageChecks } from "./image-checks";
import { createLeadership } from "./leadership";
import type { Lease } from "./lease";
import { confirmAfterMs } from "./prove-gone";
import type { Replicas } from "./replicas";
import { type SyncProgress, syncRun } from "./run";
import { createOutageLog, type Say, supervise } from "./supervise";

/** Keeps the index current. */
export interface Sync {
  /** Where each connection's sync stands, here or in the replica that has its lease. */
  states(): SyncState[];
  /** Runs over a connection once, out of turn. */
  once(connection: string, kind: SyncRunKind): Promise<SyncProgress>;
  /** Takes in a history that was read live, where the sync's own reading of it had failed; returns at once. */
  backfill(connection: string, instanceId: string, history: HistoryRead): void;
  /** Resolves when what `backfill` was given so far has been taken in, or could not be. */
  backfilled(): Promise<void>;
  /** Reads in the background whether images are still there. */
  images: ImageChecks;
  close(): Promise<void>;
}

export interface SyncOptions {
  /** Milliseconds since the epoch; what is stored goes by it. */
  now?: () => number;
  /** Milliseconds of a clock that is never set; what is due goes by it. */
  elapsed?: () => number;
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Where an operator reads it. */
  say?: Say;
  /** Told after every run of the loop, whether it came to its end or the service did not let it. */
  onRun?: (open: OpenConnection) => Promise<void>;
  /** Between the end of one run and the next (default 30 s). */
  everyMs?: number;
  /** Between two attempts to get the lease (default 5 s). */
  standbyEveryMs?: number;
  /** Between two reconciles (default 5 min). */
  reconcileEveryMs?: number;
  /** The other processes on the same database; none where no other can open it. */
  replicas?: Replicas;
  /** False leaves the runs to `once`, as tests do. */
  running?: boolean;
}

/** An instance that vanished so long ago is no reason any more to read the list more often. */
const hurriedForMs = 600_000;

/** Keeps the index current in the background: one loop a connection, while this process has its lease. */
export function startSync(
  index: SnapshotIndex,
  connections: readonly OpenConnection[],
  lease: Lease,
  options: SyncOptions = {},
): Sync {
  const { now = Date.now, elapsed = performance.now.bind(performance) } = options;
  const { sleep = waitUnlessAborted, say = sayInLog } = options;
  const { everyMs = 30_000, standbyEveryMs = 5_000, reconcileEveryMs = 300_000 } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const states = new Map(
    connections.map((open) => [open.connection.id, idleSync(open.connection.id)]),
  );
  const stateOf = (id: string) => states.get(id) ?? idleSync(id);
  const outages = createOutageLog(say);
  const backfill = createBackfill(index);
  const images = createImageChecks(index, connections, { now, elapsed, signal });
  const { replicas } = options;
  const leadership = createLeadership(lease, connections.length, () => replicas?.live() ?? 1);
  let standbySaid = false;

  const runOnce = async (open: OpenConnection, kind: SyncRunKind) => {
    const { connection, ...source } = open;
    const { id } = connection;
    const state = stateOf(id);
    Object.assign(state, { phase: kind, done: 0, total: 0, startedAt: now(), nextAt: null });
    const before = open.client.stats();
    try {
      const run = await startRun(index, id, kind, now());
      const progress = await syncRun(index, { connection: id, ...source }, kind, {
        now,
        signal,
        onProgress: ({ done, total }) => Object.assign(state, { done, total }),
      });
      const after = open.client.stats();
      await finishRun(index, run, {
        finishedAt: now(),
        instances: progress.done,
        calls: sum(after.calls) - sum(before.calls),
        throttled: after.throttled - before.throttled,
        failed: progress.failed,
      });
      if (kind === "full") await index.analyze();
      Object.assign(state, { error: null, refused: null });
      return progress;
    } catch (error) {
      if (!signal.aborted)
        Object.assign(state, { error: failureOf(error).code, refused: refusalOf(error) });
      throw error;
    } finally {
      Object.assign(state, { phase: "idle", startedAt: null });
    }
  };

  const keepCurrent = (open: OpenConnection) => {
    const { id } = open.connection;
    const state = stateOf(id);
    let reconciledAt = elapsed();

    const dueKind = async (): Promise<SyncRunKind> => {
      if (!(await hasFullRun(index.db.selectFrom("sync_runs"), id))) return "full";
      const since = elapsed() - reconciledAt;
      // What vanished just now is confirmed or refuted by the next whole list.
      const soon =
        since >= confirmAfterMs && (await anyInstanceMissingSince(index, id, now() - hurriedForMs));
      return soon || since >= reconcileEveryMs ? "reconcile" : "incremental";
    };
    const turn = async () => {
      if (!(await leadership.begin(id))) {
        if (lease.whenTaken !== null && !standbySaid) say(lease.whenTaken);
        standbySaid = true;
        // On standby this process reads nothing itself: it has no next run to tell of.
        Object.assign(state, { nextAt: null, error: null, refused: null });
        return standbyEveryMs;
      }
      if (lease.whenTaken !== null && standbySaid)
        say("the other Snapdeck has ended; this one syncs now");
      standbySaid = false;
      return await lead().finally(() => leadership.end(id));
    };
    const lead = async () => {
      const kind = await dueKind();
      await runOnce(open, kind).catch((error: unknown) => {
        // A service that does not answer is told by the state, and asked again at the next turn.
        if (!(error instanceof DswError)) throw error;
      });
      if (kind !== "incremental") reconciledAt = elapsed();
      images.begin(open);
      await options.onRun?.(open);
      state.nextAt = now() + everyMs;
      return everyMs;
    };
    return supervise(turn, {
      signal,
      sleep,
      onSuccess: () => outages.worked(id),
      onFailure: (error, retryMs) => {
        state.error = failureOf(error).code;
        state.nextAt = now() + retryMs;
        outages.failed(id, textOf(error));
      },
    });
  };

  const ownState = (open: OpenConnection): SyncState => {
    const { calls, throttled, lastMinute } = open.client.stats();
    const ofImages = open.images.stats();
    return {
      ...stateOf(open.connection.id),
      calls: sum(calls) + ofImages.calls,
      perMinute: lastMinute + ofImages.lastMinute,
      throttled: throttled + ofImages.throttled,
    };
  };
  const led = () => connections.filter((open) => leadership.leads(open.connection.id));
  const begun = replicas?.begin(() => led().map(ownState), leadership.giveUpExcess);
  const begin = async (open: OpenConnection) => {
    await begun;
    await keepCurrent(open);
  };

  const loops = (options.running ?? true) ? connections.map(begin) : [];
  return {
    states: () =>
      connections.map((open) => {
        const { id } = open.connection;
        return (leadership.leads(id) ? null : replicas?.stateOf(id)) ?? ownState(open);
      }),
    once(connection, kind) {
      const open = connections.find((one) => one.connection.id === connection);
      if (!open) throw new Error(`there is no connection ${connection}`);
      return runOnce(open, kind);
    },
    backfill: backfill.add,
    backfilled: backfill.settled,
    images,
    async close() {
      stopping.abort();
      await Promise.all([...loops, backfill.settled(), images.settled()]);
      await replicas?.close();
      await lease.close();
    },
  };
}

const refusalOf = (error: unknown) =>
  error instanceof DswError && error.code === "upstream.permission"
    ? { workspace: error.workspace }
    : null;

const sum = (counts: Record<string, number>) =>
  Object.values(counts).reduce((total, count) => total + count, 0);

const waitUnlessAborted = (ms: number, signal: AbortSignal) =>
  wait(ms, undefined, { signal, ref: false }).catch(() => {});

const sayInLog: Say = (line, level = "info") => log[level](line);

/** A mistake in the code is said with where it is; what the database says is a sentence. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return isDefect(error) ? (error.stack ?? error.message) : error.message;
}
