import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator, tenThousandInstanceId } from "../emulator/index";
import { snapshotState } from "../emulator/snapshot-state.testing";
import { killServers, startServer } from "../server-process.testing";
import { openSchema, testEngines } from "../store/engines.testing";

const region = "cn-shanghai";
const hasPostgres = (await testEngines()).some(({ name }) => name === "PostgreSQL");

describe.skipIf(!hasPostgres)("two replicas on one PostgreSQL", () => {
  let emulator: Emulator;
  let schema: Awaited<ReturnType<typeof openSchema>>;
  let database: pg.Client;

  beforeEach(async () => {
    emulator = await startEmulator({ instances: 24 });
    // Its hundred calls would only make the first run longer.
    emulator.data.deleteInstance(tenThousandInstanceId);
    schema = await openSchema();
    database = new pg.Client({ connectionString: schema.databaseUrl });
    await database.connect();
  });
  afterEach(async () => {
    await killServers();
    await database.end();
    await schema.drop();
    await emulator.close();
  });

  /** A whole server on the shared schema; PostgreSQL knows its sessions by its name. */
  function startReplica(letter: string) {
    const databaseUrl = new URL(schema.databaseUrl);
    const name = `${letter} of ${process.pid}`;
    databaseUrl.searchParams.set("application_name", name);
    const server = startServer({
      DATABASE_URL: databaseUrl.href,
      DSW_ENDPOINT: emulator.url,
      AIWORKSPACE_ENDPOINT: emulator.url,
      DSW_REGIONS: region,
      DSW_RATE: "1000",
      DSW_BURST: "1000",
      ALIBABA_CLOUD_ACCESS_KEY_ID: emulator.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: emulator.accessKeySecret,
    });
    const get = async (path: string) =>
      (await fetch(`${await server.address()}/api/${region}/${path}`)).json();
    return { ...server, name, get };
  }

  /** For each replica that has asked for the lease, whether it has it. */
  async function leases(replicas: readonly { name: string }[]) {
    const { rows } = await database.query<{ name: string; hasLease: boolean }>(
      `select application_name as name, exists (
         select from pg_locks where pid = asking.pid and locktype = 'advisory' and granted
       ) as "hasLease"
       from pg_stat_activity as asking
       where query like '%pg_try_advisory_lock%' and application_name = any($1)`,
      [replicas.map(({ name }) => name)],
    );
    return new Map(rows.map(({ name, hasLease }) => [name, hasLease]));
  }

  /** A push that fails now, as a user of the account would make one. */
  function addFailure() {
    const instance = emulator.data.instances().find(({ status }) => status === "Running");
    if (!instance) throw new Error("no instance is running");
    const failure = { instanceId: instance.instanceId, snapshotId: "snp-after-the-crash" };
    emulator.data.addSnapshot(
      snapshotState({
        ...failure,
        steps: [
          {
            at: emulator.clock.now(),
            status: "Failed",
            reasonCode: "ImagePushFailed",
            reasonMessage: "unauthorized: authentication required",
          },
        ],
      }),
    );
    return failure;
  }

  it("has one of them sync for both, and the other take over when that one is killed", async () => {
    // Both begin at once, on a schema that has no tables yet.
    const replicas = [startReplica("a"), startReplica("b")];
    await expect
      .poll(async () => [...(await leases(replicas)).values()].sort())
      .toEqual([false, true]);
    const asked = await leases(replicas);
    const syncing = replicas.find(({ name }) => asked.get(name) === true);
    const standby = replicas.find(({ name }) => asked.get(name) === false);
    if (!syncing || !standby) throw new Error("the lease has no holder");

    const instances = emulator.data.instances().length;
    const whole = { instances, read: instances, failed: [], complete: true };
    for (const replica of [syncing, standby]) {
      await expect
        .poll(() => replica.get("failures"))
        .toMatchObject({ coverage: { ...whole, syncs: [{ phase: "idle" }] } });
    }
    expect(await syncing.get("failures")).toMatchObject({
      coverage: { syncs: [{ calls: emulator.calls.total, nextAt: expect.any(String) }] },
    });
    expect(await standby.get("failures")).toMatchObject({
      coverage: { syncs: [{ calls: 0, nextAt: null }] },
    });

    await syncing.kill();
    const failure = addFailure();
    await expect
      .poll(() => standby.get(`failures/snapshots?instance=${failure.instanceId}`))
      .toMatchObject({ items: expect.arrayContaining([expect.objectContaining(failure)]) });
    expect((await leases(replicas)).get(standby.name)).toBe(true);
    // Nothing is said but where it is and, by whoever syncs, what its reads have shown: no outage, no retry.
    for (const { output, logged } of replicas) {
      const lines = output().trim().split("\n");
      expect(lines.filter((line) => line.startsWith("Snapdeck is at "))).toHaveLength(1);
      expect(logged()).toHaveLength(lines.length - 1);
      for (const { msg } of logged()) expect(msg).toMatch(/^permissions of cn-shanghai /);
    }
  }, 60_000);
});
