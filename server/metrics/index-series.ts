import { Gauge, type Registry } from "prom-client";
import { phaseSchema } from "../contract";
import type { SnapshotIndex } from "../store/open";
import type { SyncState } from "../store/sync-runs";
import { type ConnectionTotals, totalsOf } from "../store/totals";
import type { Cause } from "../triage/causes";
import { type KeptReadingOptions, keptReading } from "./kept-reading";

/** The index as the server runs it. */
export interface RunningIndex {
  index: SnapshotIndex;
  sync: { states(): SyncState[] };
  catalogue: readonly Cause[];
}

export interface IndexSeriesSources {
  connections: readonly string[];
  /** Null while its database has not answered yet. */
  current: () => RunningIndex | null;
  /** Milliseconds since the epoch. */
  now: () => number;
  timing?: KeptReadingOptions | undefined;
}

const dayMs = 86_400_000;

/**
 * The series that are drawn from the index. A database that does not answer costs them and nothing else.
 * @returns what brings them up to date, before each scrape
 */
export function indexSeries(registry: Registry, sources: IndexSeriesSources): () => Promise<void> {
  const { connections, current, now, timing } = sources;
  const startedAt = now();
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name: `snapdeck_${name}`, help, labelNames, registers: [registry] });
  const ofConnection = (name: string, help: string) => gauge(name, help, ["connection"]);

  const up = gauge("index_up", "1 when the snapshot index's database answers, else 0.", []);
  const failing = gauge(
    "sync_failing",
    "1 for the code of the problem that ended a connection's last sync run early.",
    ["connection", "code"],
  );
  const lag = ofConnection(
    "sync_lag_seconds",
    "Seconds since a sync run came to its end, in any replica; since the start while none did.",
  );
  const instances = ofConnection("instances", "Instances that the service lists.");
  const read = ofConnection("instances_read", "Instances of those whose history was read.");
  const failed = ofConnection("instances_failed", "Instances of those whose last reading failed.");
  const oldest = ofConnection(
    "oldest_reading_age_seconds",
    "Seconds since the history was read that was read longest ago.",
  );
  const snapshots = gauge(
    "snapshots",
    "Snapshots that the index knows, by phase, those that are gone upstream too.",
    ["connection", "phase"],
  );
  const failedPushes = gauge(
    "failed_pushes",
    "Pushes that failed in the last 24 hours, by the id of their likely cause.",
    ["connection", "cause"],
  );
  const ofTotals = [lag, instances, read, failed, oldest, snapshots, failedPushes];

  const totals = keptReading(async () => {
    const running = current();
    if (running === null) return null;
    return await totalsOf(running.index, connections, running.catalogue, now() - dayMs);
  }, timing);

  function show(total: ConnectionTotals) {
    const { connection } = total;
    lag.set({ connection }, (now() - (total.lastRunAt ?? startedAt)) / 1000);
    instances.set({ connection }, total.instances);
    read.set({ connection }, total.read);
    failed.set({ connection }, total.failed);
    if (total.oldestReadAt !== null) {
      oldest.set({ connection }, (now() - total.oldestReadAt) / 1000);
    }
    for (const phase of phaseSchema.options) snapshots.set({ connection, phase }, 0);
    for (const { phase, count } of total.snapshots) snapshots.set({ connection, phase }, count);
    for (const { cause, count } of total.failedPushes) {
      failedPushes.set({ connection, cause: cause ?? "unknown" }, count);
    }
  }

  return async () => {
    const found = await totals();
    for (const one of ofTotals) one.reset();
    up.set(found === null ? 0 : 1);
    for (const total of found ?? []) show(total);
    failing.reset();
    for (const { connection, error } of current()?.sync.states() ?? []) {
      if (error !== null) failing.set({ connection, code: error }, 1);
    }
  };
}
