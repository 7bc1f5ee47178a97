import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DswError } from "../dsw";
import { createRandom } from "../emulator/random";
import { type TestStore, testEngines } from "../store/engines.testing";
import { databaseError, faultyIndex } from "../store/faulty-index.testing";
import { noopLease } from "./lease";
import { type PageLie, SimulatedAccount } from "./simulated-account.testing";
import { startSync } from "./sync";

const engines = await testEngines();
const steps = { libSQL: 3_000, PostgreSQL: 600 };

describe.each(engines)("the sync under random faults on $name", (engine) => {
  let test: TestStore;
  beforeEach(async () => {
    test = await engine.open();
  });
  afterEach(() => test.drop());

  it("stays alive, and in the end the index has what the account has", async () => {
    const random = createRandom(20_260_301);
    let clock = Date.parse("2026-03-01T08:00:00Z");
    const now = () => clock;
    const account = new SimulatedAccount(now);
    for (let n = 0; n < 30; n++) account.addSnapshot(account.addInstance(), "Saved");

    const rates = { upstream: 0, lies: 0, before: 0, after: 0 };
    account.beforeCall = () => {
      if (random.hit(rates.upstream)) throw random.pick(upstreamErrors);
    };
    account.lie = (page) => (random.hit(rates.lies) ? random.pick(lies)(page) : page);
    const index = faultyIndex(test.index, {
      before: () => {
        if (random.hit(rates.before)) throw random.pick(databaseErrors);
      },
      after: () => {
        if (random.hit(rates.after)) throw random.pick(databaseErrors);
      },
    });

    let done = 0;
    let linesSaid = 0;
    let quietTurns = 0;
    const step = () => {
      done++;
      const instances = account.instanceIds();
      const id = instances[random.between(0, instances.length - 1)] ?? account.addInstance();
      const [newest] = account.snapshotIds(id);
      const rate = random.pick([0, 0, 0.02, 0.2]);
      const change = random.pick([
        () => account.addSnapshot(id, random.pick(["Pushing", "Saved", "Failed"])),
        () => account.addSnapshot(id, "Pushing"),
        () => account.settle(id, random.pick(["Saved", "Failed"])),
        () => newest && account.deleteSnapshot(id, newest),
        () => instances.length < 60 && account.addInstance(),
        () => instances.length > 20 && account.deleteInstance(id),
        () =>
          Object.assign(rates, { [random.pick(["upstream", "lies", "before", "after"])]: rate }),
      ]);
      change();
    };
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const sync = startSync(index, [account.connection()], noopLease, {
      now,
      elapsed: now,
      say: () => {
        linesSaid++;
      },
      async sleep(ms, signal) {
        await setImmediate();
        clock += ms;
        if (done < steps[engine.name === "libSQL" ? "libSQL" : "PostgreSQL"]) {
          for (let n = random.between(1, 20); n > 0; n--) step();
          return;
        }
        Object.assign(rates, { upstream: 0, lies: 0, before: 0, after: 0 });
        if (++quietTurns < 150) return;
        finish();
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
      },
    });
    try {
      await finished;
      expect(linesSaid).toBeGreaterThan(10);
      expect(sync.states()).toMatchObject([{ error: null, phase: "idle" }]);
      expect(await listed(test)).toEqual(account.lines());
      expect(await test.index.db.selectFrom("missing").selectAll().execute()).toEqual([]);
    } finally {
      await sync.close();
    }
  });
});

/** Every snapshot that the index takes to be there, as one line each. */
async function listed({ index }: TestStore) {
  const rows = await index.db
    .selectFrom("snapshots")
    .innerJoin("instances", (join) =>
      join
        .onRef("instances.connection", "=", "snapshots.connection")
        .onRef("instances.instance_id", "=", "snapshots.instance_id"),
    )
    .select(["snapshots.instance_id", "snapshot_id", "snapshots.status"])
    .where("snapshots.gone_at", "is", null)
    .where("instances.gone_at", "is", null)
    .execute();
  return rows.map((row) => `${row.instance_id} ${row.snapshot_id} ${row.status}`).sort();
}

const upstream = (code: DswError["code"]) => new DswError({ code, message: `it is ${code}` });
const upstreamErrors = [
  upstream("upstream.throttled"),
  upstream("upstream.timeout"),
  upstream("upstream.unavailable"),
  upstream("upstream.permission"),
  upstream("upstream.badAnswer"),
] as const;

const databaseErrors = [
  databaseError("Connection terminated unexpectedly"),
  databaseError("terminating connection due to administrator command", "57P01"),
  databaseError("database is locked", "SQLITE_BUSY"),
  databaseError("database or disk is full", "SQLITE_FULL"),
  databaseError("invalid byte sequence for encoding", "22021"),
] as const;

const lies: readonly [PageLie, ...PageLie[]] = [
  (page) => ({ ...page, items: [], total: 0 }),
  (page) => ({ ...page, items: page.items.slice(1) }),
  (page) => ({ ...page, items: page.items.slice(1), total: Math.max(0, page.total - 1) }),
  (page) => ({ ...page, items: [...page.items.slice(0, 1), ...page.items] }),
  (page) => ({ ...page, total: page.total + 5 }),
];
