import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openConnection } from "../connections/open-connection";
import { atRiskQuery, failureListQuery, failureSnapshotsQuery } from "../contract";
import { fixedCredential } from "../dsw/index";
import {
  documentedInstanceId,
  type Emulator,
  parseFault,
  type SnapshotState,
  startEmulator,
  stepAt,
  tenThousandInstanceId,
} from "../emulator/index";
import { recoverability } from "../store/at-risk";
import { type TestStore, testEngines } from "../store/engines.testing";
import { failureList, failureRows } from "../store/failures";
import { backfillHistory } from "../store/save-history";
import { builtInCauses } from "../triage/causes-catalogue";
import { noopLease } from "./lease";
import { type Sync, startSync } from "./sync";

const start = Date.parse("2026-03-01T08:00:00Z");
const minute = 60_000;
const engines = await testEngines();

describe.each(engines)("the sync on $name", (engine) => {
  let emulator: Emulator;
  let test: TestStore;
  let connection: ReturnType<typeof openConnection>;
  let sync: Sync;

  beforeEach(async () => {
    emulator = await startEmulator({ now: start, instances: 25 });
    emulator.clock.set(start);
    // Ten thousand rows in one history prove nothing here that thirty do not, and cost a second each time.
    emulator.world.deleteInstance(tenThousandInstanceId);
    test = await engine.open();
    restart();
  });
  afterEach(async () => {
    await sync.close();
    await connection.client.close();
    await test.drop();
    await emulator.close();
  });

  /** A process of its own, as far as the sync can tell. */
  function restart() {
    const { accessKeyId, accessKeySecret } = emulator;
    const now = () => emulator.clock.now();
    connection = openConnection(
      {
        connection: {
          id: "c",
          label: "c",
          region: "cn-shanghai",
          kind: "emulator",
          workspace: "ALL",
        },
        endpoint: emulator.url,
        credentials: fixedCredential("emulator", { accessKeyId, accessKeySecret }),
        rate: 5000,
        burst: 5000,
        limits: { attemptMs: 300, deadlineMs: 2_000 },
      },
      now,
    );
    sync = startSync(test.index, [connection], noopLease, { now, running: false });
  }

  /** What the index holds and still sees, and what the emulator knows to be true, row by row. */
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
  const truthOf = (save: SnapshotState) => {
    const step = stepAt(save, emulator.clock.now());
    if (!step) return null;
    const at = Math.floor(step.at / 1000) * 1000;
    return [save.instanceId, save.snapshotId, step.status, step.reasonMessage ?? null, at].join(
      " | ",
    );
  };
  const truth = () =>
    emulator.world
      .instances()
      .flatMap(({ instanceId }) => emulator.world.saves(instanceId))
      .map(truthOf)
      .filter((line) => line !== null)
      .sort();
  const source = () => ({
    index: test.index,
    connections: ["c"],
    states: sync.states().map((state) => ({ ...state, workspace: "ALL" })),
    catalogue: builtInCauses,
    now: emulator.clock.now(),
  });
  const failures = (input: Record<string, string> = {}) =>
    failureList(source(), failureListQuery.parse(input));

  it("holds the emulator's truth after the first sweep, and again after time has passed", async () => {
    await sync.once("c", "full");
    expect(await indexed()).toEqual(truth());
    emulator.clock.advance(40 * minute);
    await sync.once("c", "incremental");
    expect(await indexed()).toEqual(truth());
    emulator.clock.advance(40 * minute);
    await sync.once("c", "incremental");
    expect(await indexed()).toEqual(truth());
  });

  it("costs one call a list page when nothing has changed", async () => {
    await sync.once("c", "full");
    // All in-flight pushes settle, but for the documented one, which never does.
    emulator.clock.advance(3 * minute);
    await sync.once("c", "incremental");
    emulator.clock.advance(10_000);
    emulator.calls.reset();
    const { total } = await sync.once("c", "incremental");
    expect(emulator.calls.byAction.ListInstances).toBe(1);
    expect(emulator.calls.byAction.ListInstanceSnapshot).toBeLessThanOrEqual(total);
    expect(total).toBeLessThan(12);
  });

  it("keeps what has gone, with when it was last seen, and takes it back when it returns", async () => {
    await sync.once("c", "full");
    const victim = emulator.world
      .instances()
      .find(({ instanceId }) => emulator.world.saves(instanceId).length === 1);
    const save = victim && emulator.world.saves(victim.instanceId)[0];
    if (!victim || !save) throw new Error("no instance with one snapshot");
    emulator.clock.advance(10 * minute);
    emulator.world.deleteSnapshot(victim.instanceId, save.snapshotId);
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
        .where("snapshot_id", "=", save.snapshotId)
        .executeTakeFirstOrThrow();
    expect(await row()).toEqual({ last_seen_at: start, gone_at: start + 10 * minute });
    expect(await indexed()).toEqual(truth());
  });

  it("finds by a rolling reconcile what no hint tells of, within twelve rounds", async () => {
    await sync.once("c", "full");
    const victim = emulator.world.instances().find(({ instanceId }) => {
      const saves = emulator.world.saves(instanceId);
      const settled = (save: SnapshotState) => (save.steps.at(-1)?.at ?? 0) < start - minute;
      return saves.length > 5 && instanceId !== documentedInstanceId && saves.every(settled);
    });
    const old = victim && emulator.world.saves(victim.instanceId)[0];
    if (!old) throw new Error("no instance with an old snapshot");
    emulator.world.deleteSnapshot(old.instanceId, old.snapshotId);
    emulator.clock.advance(minute);
    await sync.once("c", "incremental");
    expect(await indexed()).toContain(truthOf(old) ?? "");
    for (let round = 0; round < 12; round++) {
      emulator.clock.advance(minute);
      await sync.once("c", "reconcile");
    }
    expect(await indexed()).toEqual(truth());
  });

  it("holds the truth though snapshots come and go while it sweeps", async () => {
    const busy = emulator.world
      .instances()
      .filter(({ instanceId }) => emulator.world.saves(instanceId).length > 3);
    let round = 0;
    // Whenever an instance has been read, the next three are changed: read already or not yet.
    const churn = () => {
      for (const { instanceId } of busy.slice((round * 3) % busy.length).slice(0, 3)) {
        const [oldest] = emulator.world.saves(instanceId);
        if (!oldest) continue;
        const at = emulator.clock.now();
        emulator.world.addSnapshot({
          ...oldest,
          snapshotId: `snp-churn-${round}-${instanceId}`,
          steps: [{ at, status: "Success" }],
        });
        if (round % 2 === 0) emulator.world.deleteSnapshot(instanceId, oldest.snapshotId);
      }
      round++;
    };
    let sweeping = true;
    const swept = sync.once("c", "full").finally(() => {
      sweeping = false;
    });
    for (let seen = 0; sweeping; await setImmediate()) {
      const done = sync.states()[0]?.done ?? 0;
      if (done > seen) churn();
      seen = done;
    }
    await swept;
    expect(round).toBeGreaterThan(2);
    for (let turn = 0; turn < 12; turn++) {
      emulator.clock.advance(minute);
      await sync.once("c", "reconcile");
    }
    expect(await indexed()).toEqual(truth());
  });

  it("marks an instance that is gone, and asks for it no more", async () => {
    await sync.once("c", "full");
    const [victim] = emulator.world.instances().slice(-1);
    if (!victim) throw new Error("no instance");
    emulator.world.deleteInstance(victim.instanceId);
    emulator.clock.advance(minute);
    await sync.once("c", "reconcile");
    const { coverage } = await failures();
    expect(coverage).toMatchObject({ instances: 23, read: 23, complete: true });
  });

  it("knows an account as whole only after a first sweep, whichever replica made it", async () => {
    expect((await failures()).coverage.complete).toBe(false);
    await sync.once("c", "full");
    expect((await failures()).coverage.complete).toBe(true);
    // A second region that the sweeping replica has not come to, as a standby sees it.
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

  it("knows an account without instances as whole", async () => {
    for (const { instanceId } of emulator.world.instances())
      emulator.world.deleteInstance(instanceId);
    await sync.once("c", "full");
    const { coverage } = await failures();
    expect(coverage).toMatchObject({ instances: 0, read: 0, complete: true });
  });

  it("gets there through throttling at 30 % and errors at 10 %", async () => {
    emulator.faults.set([parseFault("throttle=0.3"), parseFault("error=0.1")]);
    await sync.once("c", "full").catch(() => null);
    for (let round = 0; round < 20 && (await indexed()).length !== truth().length; round++) {
      emulator.clock.advance(minute + 1);
      await sync.once("c", "incremental").catch(() => null);
    }
    emulator.faults.set([]);
    emulator.clock.advance(2 * minute);
    await sync.once("c", "incremental");
    expect(await indexed()).toEqual(truth());
  }, 60_000);

  it("is not held up by one instance that hangs, which is named in the coverage", async () => {
    const [hanging, another] = emulator.world
      .instances()
      .filter(({ instanceId }) => emulator.world.saves(instanceId).length > 3);
    emulator.faults.set([parseFault(`hang@${hanging?.instanceId}`)]);
    const { failed } = await sync.once("c", "full");
    expect(failed).toBe(1);
    const { coverage } = await failures();
    expect(coverage).toMatchObject({ instances: 24, read: 23, complete: false });
    expect(coverage.failed).toMatchObject([
      { instanceId: hanging?.instanceId, code: "upstream.timeout" },
    ]);
    const others = truth().filter((line) => !line.startsWith(`${hanging?.instanceId} `));
    expect(await indexed()).toEqual(others);

    // Somebody reads it by hand, and the index takes that in; what it has read itself it does not.
    emulator.faults.set([]);
    const heal = async (instanceId: string) =>
      backfillHistory(test.index, "c", instanceId, await connection.histories.whole(instanceId));
    expect(await heal(another?.instanceId ?? "")).toBe(false);
    expect(await heal(hanging?.instanceId ?? "")).toBe(true);
    expect((await failures()).coverage).toMatchObject({ read: 24, failed: [], complete: true });
    expect(await indexed()).toEqual(truth());
  });

  it("resumes after a crash in mid-sweep and repeats little", async () => {
    const sweeping = sync.once("c", "full").catch(() => null);
    await expect.poll(() => sync.states()[0]?.done).toBeGreaterThan(3);
    await sync.close();
    await sweeping;
    await connection.client.close();
    const before = await test.index.db
      .selectFrom("instances")
      .select((eb) => eb.fn.count<number>("history_read_at").as("read"))
      .executeTakeFirstOrThrow();
    restart();
    emulator.calls.reset();
    const { total } = await sync.once("c", "full");
    expect(total).toBeLessThanOrEqual(24 - Number(before.read) + 6);
    expect(await indexed()).toEqual(truth());
  });

  it("groups what failed by cause, says what is new, and a number opens exactly its rows", async () => {
    await sync.once("c", "full");
    const list = await failures({ period: "30d", sort: "count", size: "100" });
    const failed = truth().filter((line) => / \| (Failed|SaveFailed) \| /.test(line));
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

  it("ranks the instances that could be recovered from least on top", async () => {
    await sync.once("c", "full");
    const { items, total } = await recoverability(source(), atRiskQuery.parse({ size: "100" }));
    const expected = emulator.world.instances().flatMap(({ instanceId }) => {
      const settled = emulator.world
        .saves(instanceId)
        .map((save) => stepAt(save, start))
        .filter((step) => step !== null)
        .filter(({ status }) => ["Success", "Failed", "SaveFailed"].includes(status))
        .sort((a, b) => a.at - b.at);
      const good = settled.findLastIndex(({ status }) => status === "Success");
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

  it("knows the documented push as stuck", async () => {
    await sync.once("c", "full");
    const stuck = await failures({ outcome: "stuck" });
    expect(stuck.stuck.basis).toBe("history");
    const rows = await failureRows(source(), failureSnapshotsQuery.parse({ outcome: "stuck" }));
    expect(rows.items.map((item) => item.snapshotId)).toContain("snp-05cexxxxxxxxx");
    expect(rows.total).toBe(stuck.pushes);
  });
});
