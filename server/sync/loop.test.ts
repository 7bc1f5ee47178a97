import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DswError } from "../dsw";
import { coverageOf } from "../store/coverage";
import { type TestStore, testEngines } from "../store/engines.testing";
import { databaseError, faultyIndex } from "../store/faulty-index.testing";
import type { SnapshotIndex } from "../store/open";
import type { SyncState } from "../store/sync-runs";
import { wholeView } from "../store/view";
import { type Lease, noopLease } from "./lease";
import type { Replicas } from "./replicas";
import { SimulatedAccount } from "./simulated-account.testing";
import { type Sync, type SyncOptions, startSync } from "./sync";

const start = Date.parse("2026-03-01T08:00:00Z");
const engines = await testEngines();

describe.each(engines)("the sync's loop on $name", (engine) => {
  let test: TestStore;
  let clock: number;
  let elapsed: number;
  let account: SimulatedAccount;
  let sync: Sync;
  let said: string[];
  /** Milliseconds that the loop waited between its turns so far. */
  let waits: number[];
  let endPause: (() => void) | null;

  beforeEach(async () => {
    test = await engine.open();
    clock = start;
    elapsed = 0;
    said = [];
    waits = [];
    endPause = null;
    account = new SimulatedAccount(
      () => clock,
      "c",
      () => elapsed,
    );
    for (let n = 0; n < 5; n++) account.addSnapshot(account.addInstance(), "Saved");
  });
  afterEach(async () => {
    await sync.close();
    await test.drop();
  });

  /** Starts the loop; it stops before each turn but the first until `turns` lets it go on. */
  async function begin(
    index: SnapshotIndex = test.index,
    lease: Lease = noopLease,
    options: Pick<SyncOptions, "replicas"> = {},
  ) {
    sync = startSync(index, [account.connection()], lease, {
      ...options,
      now: () => clock,
      elapsed: () => elapsed,
      say: (line) => said.push(line),
      async sleep(ms, signal) {
        waits.push(ms);
        await new Promise<void>((resolve) => {
          endPause = resolve;
          signal.onabort = () => resolve();
        });
        clock += ms;
        elapsed += ms;
      },
    });
    await paused();
  }
  async function paused() {
    while (endPause === null) await setImmediate();
  }
  async function turns(count: number) {
    for (let n = 0; n < count; n++) {
      const go = endPause;
      endPause = null;
      go?.();
      await paused();
    }
  }
  const state = () => sync.states()[0];
  const coverage = () =>
    coverageOf(
      wholeView(test.index),
      ["c"],
      sync.states().map((one) => ({ ...one, workspace: "ALL" })),
      clock,
    );

  it("goes on when a table it needs was away for a while, and says so once", async () => {
    await begin();
    expect(await coverage()).toMatchObject({ instances: 5, complete: true });
    await sql`alter table sync_runs rename to sync_runs_away`.execute(test.index.db);
    await turns(8);
    expect(state()).toMatchObject({ error: "index.unavailable", phase: "idle" });
    expect(said).toEqual([
      expect.stringMatching(/^the sync failed and is tried again: .*sync_runs/),
    ]);
    expect(waits.slice(1)).toEqual([1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * 1000));
    await sql`alter table sync_runs_away rename to sync_runs`.execute(test.index.db);
    account.addSnapshot(account.addInstance(), "Failed");
    await turns(1);
    expect(state()).toMatchObject({ error: null });
    expect(said.slice(1)).toEqual(["the sync works again"]);
    expect(await coverage()).toMatchObject({ instances: 6, read: 6, complete: true });
    expect(waits.at(-1)).toBe(30_000);
  });

  it("goes on after a database error while the instance list is still being read", async () => {
    account.pageCut = 10;
    for (let n = 0; n < 30; n++) account.addInstance();
    let broken = true;
    const index = faultyIndex(test.index, {
      before: () => {
        // The first history is being saved while more of the list is to come.
        if (broken && account.listed >= 1) throw databaseError("Connection terminated");
      },
    });
    await begin(index);
    expect(state()).toMatchObject({ error: "index.unavailable" });
    broken = false;
    await turns(2);
    expect(await coverage()).toMatchObject({ instances: 35, read: 35, complete: true });
  });

  it("names an instance with a row that the database refuses, and reads all others", async () => {
    const [first = "", second = ""] = account.instanceIds();
    await refuse(test, "snapshots", "instance_id", first);
    await refuse(test, "instances", "instance_id", second);
    await begin();
    expect(state()).toMatchObject({ error: null });
    expect(await coverage()).toMatchObject({
      instances: 4,
      read: 4,
      failed: [{ instanceId: first, code: "index.rowRefused" }],
      complete: false,
    });
    expect(said).toEqual([]);
  });

  it("reads what has a refused row again when the instance changes, or in an hour", async () => {
    const [first = ""] = account.instanceIds();
    await refuse(test, "snapshots", "instance_id", first);
    let reads = 0;
    account.beforeCall = (action, id) => {
      if (action === "listSnapshots" && id === first) reads++;
    };
    await begin();
    const readsOf = async (work: () => Promise<unknown>) => {
      reads = 0;
      await work();
      return reads;
    };
    // Four minutes, before the first reconcile.
    expect(await readsOf(() => turns(8))).toBe(0);
    account.addSnapshot(first, "Saved");
    expect(await readsOf(() => turns(1))).toBe(1);
    expect(await coverage()).toMatchObject({
      failed: [{ instanceId: first, code: "index.rowRefused" }],
    });
    expect(await readsOf(() => sync.once("c", "incremental"))).toBe(0);
    clock += 3_600_001;
    elapsed += 3_600_001;
    expect(await readsOf(() => sync.once("c", "incremental"))).toBe(1);
  });

  it("does not read again and again what it cannot save at all", async () => {
    const [first = ""] = account.instanceIds();
    await refuse(test, "status_changes", "instance_id", first);
    let reads = 0;
    account.beforeCall = (action, id) => {
      if (action === "listSnapshots" && id === first) reads++;
    };
    await begin();
    expect(await coverage()).toMatchObject({
      instances: 5,
      read: 4,
      failed: [{ instanceId: first, code: "index.rowRefused" }],
    });
    reads = 0;
    await turns(8);
    expect(reads).toBe(0);
  });

  it("names what the service fails with in its state, and asks again at the next turn", async () => {
    account.beforeCall = () => {
      throw new DswError({ code: "upstream.permission", message: "not allowed" });
    };
    await begin();
    expect(state()).toMatchObject({ error: "upstream.permission" });
    expect(said).toEqual([]);
    account.beforeCall = () => {};
    await turns(1);
    expect(state()).toMatchObject({ error: null });
    expect(waits).toEqual([30_000, 30_000]);
  });

  it("ends a list that repeats itself without end as an answer that cannot be right", async () => {
    await begin();
    const pages: unknown[] = [];
    account.lie = (page) => {
      pages.push(page);
      return { ...page, total: 1e12 };
    };
    account.pageCut = 5;
    account.repeatFirstPage = true;
    for (let n = 0; n < 5; n++) account.addInstance();
    await turns(1);
    expect(state()).toMatchObject({ error: "upstream.badAnswer" });
    expect(pages.length).toBeLessThan(10);
  });

  it("waits for its turn while another process has the lease, says so, and takes over", async () => {
    let free = false;
    await begin(test.index, {
      ...noopLease,
      tryAcquire: async () => free,
      whenTaken: "another one syncs",
    });
    await turns(2);
    expect(said).toEqual(["another one syncs"]);
    expect(waits).toEqual([5_000, 5_000, 5_000]);
    expect(state()).toMatchObject({ nextAt: null, calls: 0 });
    free = true;
    await turns(1);
    expect(said.slice(1)).toEqual([expect.stringContaining("this one syncs now")]);
    expect(await coverage()).toMatchObject({ instances: 5, read: 5, complete: true });
  });

  it("tells on standby what the replica says that has the lease", async () => {
    const told: SyncState = {
      ...{ connection: "c", phase: "full", done: 3, total: 9, calls: 40, perMinute: 7 },
      ...{ throttled: 2, startedAt: start, nextAt: null, error: "upstream.permission" },
      refused: { workspace: "1042" },
    };
    let free = false;
    const replicas: Replicas = {
      live: () => 2,
      stateOf: () => told,
      begin: async () => {},
      close: async () => {},
    };
    const lease = { ...noopLease, tryAcquire: async () => free };
    await begin(test.index, lease, { replicas });
    expect(sync.states()).toEqual([told]);
    expect(await coverage()).toMatchObject({
      complete: false,
      syncs: [{ throttled: 2, full: { done: 3, calls: 40 } }],
    });
    free = true;
    await turns(1);
    expect(state()).toMatchObject({ phase: "idle", error: null, calls: 6 });
  });

  it("goes on when our clock is set back an hour", async () => {
    const [victim = ""] = account.instanceIds();
    account.beforeCall = (action, id) => {
      if (action === "listSnapshots" && id === victim) {
        throw new DswError({ code: "upstream.timeout", message: "no answer" });
      }
    };
    await begin();
    expect(await coverage()).toMatchObject({ failed: [{ instanceId: victim }] });
    account.beforeCall = () => {};
    const [, other = ""] = account.instanceIds();
    account.deleteInstance(other);
    clock -= 3_600_000;
    elapsed += 30_000;
    await sync.once("c", "reconcile");
    expect(await coverage()).toMatchObject({ instances: 4, read: 4, failed: [], complete: true });
  });
});

/** Makes the database refuse rows with a value, as it does with one that breaks its rules. */
async function refuse(
  { index: { db, engine } }: TestStore,
  table: "snapshots" | "instances" | "status_changes",
  column: string,
  value: string,
) {
  if (engine === "postgresql") {
    await sql`alter table ${sql.ref(table)} add check (${sql.ref(column)} <> ${sql.lit(value)})`.execute(
      db,
    );
    return;
  }
  await sql`create trigger ${sql.ref(`refuse_${table}`)} before insert on ${sql.ref(table)}
    when new.${sql.ref(column)} = ${sql.lit(value)}
    begin select raise(abort, 'refused'); end`.execute(db);
}
