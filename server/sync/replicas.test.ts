import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Emulator, startEmulator, tenThousandInstanceId } from "../emulator/index";
import { snapshotState } from "../emulator/snapshot-state.testing";
import { killServers, startServer } from "../server-process.testing";
import { openSchema, testEngines } from "../store/engines.testing";

const regions = ["cn-beijing", "cn-shanghai"];
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
      DSW_REGIONS: regions.join(","),
      DSW_RATE: "1000",
      DSW_BURST: "1000",
      ALIBABA_CLOUD_ACCESS_KEY_ID: emulator.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: emulator.accessKeySecret,
    });
    const get = async (region: string, path: string) =>
      (await fetch(`${await server.address()}/api/${region}/${path}`)).json();
    return { ...server, name, get };
  }

  /** The connections' leases by the replica that has them, one word each: `a of 1 cn-beijing`. */
  async function leases() {
    const { rows } = await database.query<{ name: string; connection: string }>(
      `select application_name as name, connection
       from pg_locks join pg_stat_activity using (pid)
       join unnest($1::text[]) as connection
         on objid::bigint
            = hashtext(current_schema() || '/' || connection)::bigint & 4294967295
       where locktype = 'advisory' and mode = 'ExclusiveLock' and granted`,
      [regions],
    );
    return rows;
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

  it("sync one connection each, tell of both, and each goes on with the other's when that one is killed", async () => {
    // Both begin at once, on a schema that has no tables yet.
    const replicas = [startReplica("a"), startReplica("b")];
    const holders = async () => (await leases()).map(({ name }) => name).sort();
    await expect.poll(holders).toEqual(replicas.map(({ name }) => name));

    const instances = emulator.data.instances().length;
    const whole = { instances, read: instances, failed: [], complete: true };
    for (const { get } of replicas) {
      for (const region of regions) {
        await expect
          .poll(() => get(region, "failures"))
          .toMatchObject({ coverage: { ...whole, syncs: [{ full: null }] } });
      }
    }
    // Whoever is asked tells of both: of its own sync, and what the other one says of its.
    const syncsOf = async ({ get }: Pick<ReturnType<typeof startReplica>, "get">) => {
      const answers = await Promise.all(regions.map((region) => get(region, "sync")));
      return z
        .array(answerWithSyncs)
        .parse(answers)
        .flatMap(({ syncs }) => syncs);
    };
    await expect
      .poll(async () => {
        const [ofOne, ofOther] = await Promise.all(replicas.map(syncsOf));
        const isTold = ofOne?.every(({ calls, nextAt }) => calls > 0 && nextAt !== null);
        return isTold && JSON.stringify(ofOne) === JSON.stringify(ofOther);
      })
      .toBe(true);

    // One of them may have had both at first: what it gave up it looks at again in half a minute only.
    const hadBoth = ({ output }: { output(): string }) =>
      regions.every((region) => output().includes(`permissions of ${region}`));
    const killed = replicas.find(hadBoth) ?? replicas[0];
    const left = replicas.find((replica) => replica !== killed);
    if (!killed || !left) throw new Error("two replicas are needed");
    const orphan = (await leases()).find(({ name }) => name === killed.name)?.connection;
    await killed.kill();
    const failure = addFailure();
    await expect
      .poll(() => left.get(orphan ?? "", `failures/snapshots?instance=${failure.instanceId}`))
      .toMatchObject({ items: expect.arrayContaining([expect.objectContaining(failure)]) });
    // Nothing is said but where it is and, by whoever syncs, what its reads have shown: no outage, no retry.
    for (const { output, logged } of replicas) {
      const lines = output().trim().split("\n");
      expect(lines.filter((line) => line.startsWith("Snapdeck is at "))).toHaveLength(1);
      expect(logged()).toHaveLength(lines.length - 1);
      for (const { msg } of logged()) expect(msg).toMatch(/^permissions of cn-(shanghai|beijing) /);
    }
  }, 90_000);
});

const answerWithSyncs = z.object({
  syncs: z.array(z.object({ calls: z.number(), nextAt: z.string().nullable() })),
});
