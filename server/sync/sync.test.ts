import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emulatorConnection } from "../connections/emulator-connection.testing";
import type { OpenConnection } from "../connections/open-connection";
import { atRiskQuery, failureListQuery, failureSnapshotsQuery } from "../contract";
import { createTestTimers } from "../dsw/timer.testing";
import {
  documentedInstanceId,
  type Emulator,
  oldWordsInstanceId,
  parseFault,
  type SnapshotState,
  startEmulator,
  stepAt,
  tenThousandInstanceId,
} from "../emulator/index";
import { phaseOf } from "../snapshots/phase";
import { atRiskList } from "../store/at-risk";
import { type TestStore, testEngines } from "../store/engines.testing";
import { failureRows } from "../store/failure-rows";
import { failureList } from "../store/failures";
import { backfillHistory } from "../store/save-history";
import { wholeView } from "../store/view";
import { builtInCauses } from "../triage/causes-catalogue";
import { noopLease } from "./lease";
import { type Sync, startSync } from "./sync";

const start = Date.parse("2026-03-01T08:00:00Z");
const minute = 60_000;
const engines = await testEngines();

describe.each(engines)("the sync on $name", (engine) => {
  let emulator: Emulator;
  let test: TestStore;
  let connection: OpenConnection;
  let sync: Sync;
  const timers = createTestTimers();

  beforeEach(async () => {
    emulator = await startEmulator({ now: start, instances: 25 });
    emulator.clock.set(start);
    // Ten thousand rows in one history prove nothing here that thirty do not, and take a second each time.
    emulator.data.deleteInstance(tenThousandInstanceId);
    test = await engine.open();
    restart();
  });
  afterEach(async () => {
    await sync.close();
    await connection.client.close();
    await test.drop();
    await emulator.close();
  });

  /** Starts over with nothing in memory, as a new process does. */
  function restart() {
    const now = () => emulator.clock.now();
    connection = emulatorConnection(emulator, { id: "c", startTimer: timers.startTimer });
    sync = startSync(test.index, [connection], noopLease, { now, running: false });
  }

  /** The snapshots that the index takes to be there, one line each. */
  async function indexed() {
    const rows = await test.index.db
      .selectFrom("snapshots")
      .select(["instance_id", "snapshot_id", "status", "reason_message", "modified_at"])
      .where("gone_at", "is", null)
      .orderBy("instance_id")
      .orderBy("snapshot_id")
      .execute();
    return rows.map((row) => Object.values(row).join(" | ")).sort();
  }
  const lineOf = (snapshot: SnapshotState) => {
    const step = stepAt(snapshot, emulator.clock.now());
    if (!step) return null;
    const at = Math.floor(step.at / 1000) * 1000;
    return [
      snapshot.instanceId,
      snapshot.snapshotId,
      step.status,
      step.reasonMessage ?? null,
      at,
    ].join(" | ");
  };
  /** The snapshots that the emulated account has, one line each. */
  const expected = () =>
    emulator.data
      .instances()
      .flatMap(({ instanceId }) => emulator.data.snapshots(instanceId))
      .map(lineOf)
      .filter((line) => line !== null)
      .sort();
  const source = () => ({
    index: wholeView(test.index),
    connections: ["c"],
    states: sync.states().map((state) => ({ ...state, workspace: "ALL" })),
    catalogue: builtInCauses,
    now: emulator.clock.now(),
  });
  const failures = (input: Record<string, string> = {}) =>
    failureList(source(), failureListQuery.parse(input));

  it("has what the account has after the full run, and again after time has passed", async () => {
    await sync.once("c", "full");
    expect(await indexed()).toEqual(expected());
    emulator.clock.advance(40 * minute);
    await sync.once("c", "incremental");
    expect(await indexed()).toEqual(expected());
    emulator.clock.advance(40 * minute);
    await sync.once("c", "incremental");
    expect(await indexed()).toEqual(expected());
  });

  it("costs one call a list page when nothing has changed", async () => {
    await sync.once("c", "full");
    // Every push in flight settles, but for the documented one, which never does.
    emulator.clock.advance(3 * minute);
    await sync.once("c", "incremental");
    emulator.clock.advance(10_000);
    emulator.calls.reset();
    const { total } = await sync.once("c", "incremental");
    expect(emulator.calls.byAction.ListInstances).toBe(1);
    expect(emulator.calls.byAction.ListInstanceSnapshot).toBeLessThanOrEqual(total);
    expect(total).toBeLessThan(12);
  });

  it("keeps a snapshot that is gone, with when it was last seen", async () => {
    await sync.once("c", "full");
    const victim = emulator.data
      .instances()
      .find(({ instanceId }) => emulator.data.snapshots(instanceId).length === 1);
    const snapshot = victim && emulator.data.snapshots(victim.instanceId)[0];
    if (!victim || !snapshot) throw new Error("no instance with one snapshot");
    emulator.clock.advance(10 * minute);
    emulator.data.deleteSnapshot(victim.instanceId, snapshot.snapshotId);
    await test.index.db
      .updateTable("instances")
      .set({ history_hint: null })
      .where("instance_id", "=", victim.instanceId)
      .execute();
    await sync.once("c", "incremental");
    const row = () =>
      test.index.db
        .selectFrom("snapshots")
        .select(["last_seen_at", "gone_at"])
        .where("snapshot_id", "=", snapshot.snapshotId)
        .executeTakeFirstOrThrow();
    expect(await row()).toEqual({ last_seen_at: start, gone_at: start + 10 * minute });
    expect(await indexed()).toEqual(expected());
  });

  it("finds within twelve reconciles what nothing in the list tells of", async () => {
    await sync.once("c", "full");
    const victim = emulator.data.instances().find(({ instanceId }) => {
      const snapshots = emulator.data.snapshots(instanceId);
      const settled = (snapshot: SnapshotState) =>
        (snapshot.steps.at(-1)?.at ?? 0) < start - minute;
      const plain = instanceId !== documentedInstanceId && instanceId !== oldWordsInstanceId;
      return plain && snapshots.length > 5 && snapshots.every(settled);
    });
    const old = victim && emulator.data.snapshots(victim.instanceId)[0];
    if (!old) throw new Error("no instance with an old snapshot");
    emulator.data.deleteSnapshot(old.instanceId, old.snapshotId);
    emulator.clock.advance(minute);
    await sync.once("c", "incremental");
    expect(await indexed()).toContain(lineOf(old) ?? "");
    for (let round = 0; round < 12; round++) {
      emulator.clock.advance(minute);
      await sync.once("c", "reconcile");
    }
    expect(await indexed()).toEqual(expected());
  });

  it("has what the account has though snapshots come and go during its runs", async () => {
    const busy = emulator.data
      .instances()
      .filter(({ instanceId }) => emulator.data.snapshots(instanceId).length > 3);
    let round = 0;
    // Whenever an instance has been read, three others are changed: some read already, some not yet.
    const churn = () => {
      for (const { instanceId } of busy.slice((round * 3) % busy.length).slice(0, 3)) {
        const [oldest] = emulator.data.snapshots(instanceId);
        if (!oldest) continue;
        const at = emulator.clock.now();
        emulator.data.addSnapshot({
          ...oldest,
          snapshotId: `snp-churn-${round}-${instanceId}`,
          steps: [{ at, status: "Saved" }],
        });
        if (round % 2 === 0) emulator.data.deleteSnapshot(instanceId, oldest.snapshotId);
      }
      round++;
    };
    let running = true;
    const run = sync.once("c", "full").finally(() => {
      running = false;
    });
    for (let seen = 0; running; await setImmediate()) {
      const done = sync.states()[0]?.done ?? 0;
      if (done > seen) churn();
      seen = done;
    }
    await run;
    expect(round).toBeGreaterThan(2);
    for (let turn = 0; turn < 12; turn++) {
      emulator.clock.advance(minute);
      await sync.once("c", "reconcile");
    }
    expect(await indexed()).toEqual(expected());
  });

  it("marks an instance that is gone, and asks for it no more", async () => {
    await sync.once("c", "full");
    const [victim] = emulator.data.instances().slice(-1);
    if (!victim) throw new Error("no instance");
    emulator.data.deleteInstance(victim.instanceId);
    emulator.clock.advance(minute);
    await sync.once("c", "reconcile");
    const { coverage } = await failures();
    expect(coverage).toMatchObject({ instances: 23, read: 23, complete: true });
  });

  it("calls an account complete only after a full run, whichever replica made it", async () => {
    expect((await failures()).coverage.complete).toBe(false);
    await sync.once("c", "full");
    expect((await failures()).coverage.complete).toBe(true);
    // A second region that the syncing replica has not come to, as a standby sees it.
    const [state] = source().states;
    if (!state) throw new Error("no state");
    const both = {
      ...source(),
      connections: ["c", "d"],
      states: [state, { ...state, connection: "d" }],
    };
    const { coverage } = await failureList(both, failureListQuery.parse({}));
    expect(coverage.complete).toBe(false);
  });

  it("calls an account without instances complete", async () => {
    for (const { instanceId } of emulator.data.instances())
      emulator.data.deleteInstance(instanceId);
    await sync.once("c", "full");
    const { coverage } = await failures();
    expect(coverage).toMatchObject({ instances: 0, read: 0, complete: true });
  });

  it("reads all in spite of throttling at 30 % and errors at 10 %", async () => {
    emulator.faults.set([parseFault("throttle=0.3"), parseFault("error=0.1")]);
    await sync.once("c", "full").catch(() => null);
    for (let round = 0; round < 20 && (await indexed()).length !== expected().length; round++) {
      emulator.clock.advance(minute + 1);
      await sync.once("c", "incremental").catch(() => null);
    }
    emulator.faults.set([]);
    emulator.clock.advance(2 * minute);
    await sync.once("c", "incremental");
    expect(await indexed()).toEqual(expected());
  });

  it("is not held up by one instance that hangs, which is named in the coverage", async () => {
    const [hanging, another] = emulator.data
      .instances()
      .filter(({ instanceId }) => emulator.data.snapshots(instanceId).length > 3);
    emulator.faults.set([parseFault(`hang@${hanging?.instanceId}`)]);
    let ended = false;
    const run = sync.once("c", "full").finally(() => {
      ended = true;
    });
    // All the others are read while it hangs.
    while ((sync.states()[0]?.done ?? 0) < 23) await setImmediate();
    for (; !ended; await setImmediate()) timers.pass(8_000);
    const { failed } = await run;
    expect(failed).toBe(1);
    const { coverage } = await failures();
    expect(coverage).toMatchObject({ instances: 24, read: 23, complete: false });
    expect(coverage.failed).toMatchObject([
      { instanceId: hanging?.instanceId, code: "upstream.timeout" },
    ]);
    const others = expected().filter((line) => !line.startsWith(`${hanging?.instanceId} `));
    expect(await indexed()).toEqual(others);

    // Somebody reads it live, and the index takes that in; what it has read itself it does not.
    emulator.faults.set([]);
    const backfill = async (instanceId: string) =>
      backfillHistory(test.index, "c", instanceId, await connection.histories.whole(instanceId));
    expect(await backfill(another?.instanceId ?? "")).toBe(false);
    expect(await backfill(hanging?.instanceId ?? "")).toBe(true);
    expect((await failures()).coverage).toMatchObject({ read: 24, failed: [], complete: true });
    expect(await indexed()).toEqual(expected());
  });

  it("goes on after a crash in mid-run and repeats little", async () => {
    const run = sync.once("c", "full").catch(() => null);
    while ((sync.states()[0]?.done ?? 0) <= 3) await setImmediate();
    await sync.close();
    await run;
    await connection.client.close();
    const before = await test.index.db
      .selectFrom("instances")
      .select((eb) => eb.fn.count<number>("history_read_at").as("read"))
      .executeTakeFirstOrThrow();
    restart();
    emulator.calls.reset();
    const { total } = await sync.once("c", "full");
    expect(total).toBeLessThanOrEqual(24 - Number(before.read) + 6);
    expect(await indexed()).toEqual(expected());
  });

  it("groups failures by cause, says which are new, and lists exactly the rows a number counts", async () => {
    await sync.once("c", "full");
    const list = await failures({ period: "30d", sort: "count", size: "100" });
    const failed = expected().filter((line) => / \| (Failed|SaveFailed) \| /.test(line));
    const recent = failed.filter(
      (line) => Number(line.split(" | ").at(-1)) >= start - 30 * 86_400_000,
    );
    expect(list.pushes).toBe(recent.length);
    expect(list.groups.reduce((sum, group) => sum + group.count, 0)).toBe(list.pushes);
    expect(list.coverage.complete).toBe(true);
    expect(list.groups.some((group) => group.cause !== null)).toBe(true);
    for (const group of list.groups) {
      expect(group.buckets.reduce((a, b) => a + b, 0)).toBe(group.count);
      const rows = await failureRows(
        source(),
        failureSnapshotsQuery.parse({ period: "30d", group: group.key, size: "100" }),
      );
      expect(rows.total).toBe(group.count);
      expect(rows.items.every((item) => item.phase === "failed")).toBe(true);
    }
    const reason = list.facets.reason[0];
    const narrowed = await failures({ period: "30d", reason: reason?.value ?? "" });
    expect(narrowed.pushes).toBe(reason?.count);
    expect(narrowed.facets.reason).toEqual(list.facets.reason);
    const byInstance = await failures({ period: "30d", by: "instance" });
    expect(byInstance.total).toBe(list.instances);
    expect(byInstance.pushes).toBe(list.pushes);
  });

  it("lists the instances most at risk first", async () => {
    await sync.once("c", "full");
    const { items, total } = await atRiskList(source(), atRiskQuery.parse({ size: "100" }));
    const expected = emulator.data.instances().flatMap(({ instanceId }) => {
      const settled = emulator.data
        .snapshots(instanceId)
        .map((snapshot) => stepAt(snapshot, start))
        .filter((step) => step !== null)
        .map(({ at, status }) => ({
          at,
          phase: phaseOf({ status, reasonCode: null, gmtModifiedTime: null }, start),
        }))
        .filter(({ phase }) => phase === "failed" || phase === "succeeded")
        .sort((a, b) => a.at - b.at);
      const good = settled.findLastIndex(({ phase }) => phase === "succeeded");
      const since = settled.slice(good + 1).length;
      return since === 0 ? [] : [{ instanceId, goodAt: settled[good]?.at ?? 0, since }];
    });
    expected.sort((a, b) => a.goodAt - b.goodAt);
    expect(total).toBe(expected.length);
    expect(total).toBeGreaterThan(0);
    expect(items.map(({ instanceId, failedSince }) => [instanceId, failedSince])).toEqual(
      expected.map(({ instanceId, since }) => [instanceId, since]),
    );
  });

  it("takes the documented push for stuck", async () => {
    await sync.once("c", "full");
    const stuck = await failures({ outcome: "stuck" });
    expect(stuck.stuck.basis).toBe("history");
    const rows = await failureRows(source(), failureSnapshotsQuery.parse({ outcome: "stuck" }));
    expect(rows.items.map((item) => item.snapshotId)).toContain("snp-05cexxxxxxxxx");
    expect(rows.total).toBe(stuck.pushes);
  });
});
