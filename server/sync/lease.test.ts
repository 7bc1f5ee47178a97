import { once } from "node:events";
import { connect, createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { testEngines } from "../store/engines.testing";
import { postgresLease } from "./lease";

const postgres = (await testEngines()).find(({ name }) => name === "PostgreSQL");

describe.skipIf(postgres === undefined)("the lease on PostgreSQL", () => {
  it("belongs to one replica, and to another when that one's connection is gone", async () => {
    const test = await postgres?.open();
    const url = test?.databaseUrl;
    if (!test || !url) throw new Error("no PostgreSQL");
    const [first, second] = [postgresLease(url), postgresLease(url)];
    try {
      expect(await Promise.all([first.tryAcquire(), first.tryAcquire()])).toEqual([true, true]);
      expect(await second.tryAcquire()).toBe(false);
      expect(await first.tryAcquire()).toBe(true);
      // As after a crash: the server ends the session, and frees the lock with it.
      await first.close();
      await expect.poll(() => second.tryAcquire()).toBe(true);
      expect(await first.tryAcquire()).toBe(false);
    } finally {
      await first.close();
      await second.close();
      await test.drop();
    }
  });

  it("is not held while the connection is silent, and is asked for again", async () => {
    const test = await postgres?.open();
    if (!test?.databaseUrl) throw new Error("no PostgreSQL");
    const wire = await silenceable(test.databaseUrl);
    const lease = postgresLease(wire.url, 300);
    try {
      expect(await lease.tryAcquire()).toBe(true);
      wire.setSilent(true);
      expect(await lease.tryAcquire()).toBe(false);
      expect(await lease.tryAcquire()).toBe(false);
      wire.setSilent(false);
      await expect.poll(() => lease.tryAcquire()).toBe(true);
    } finally {
      await lease.close();
      await wire.close();
      await test.drop();
    }
  });

  it("is one of each schema", async () => {
    const tests = await Promise.all([postgres?.open(), postgres?.open()]);
    const leases = tests.map((test) => postgresLease(test?.databaseUrl ?? ""));
    try {
      expect(await Promise.all(leases.map((lease) => lease.tryAcquire()))).toEqual([true, true]);
    } finally {
      for (const lease of leases) await lease.close();
      for (const test of tests) await test?.drop();
    }
  });

  it("is not held while the database does not answer", async () => {
    const lease = postgresLease("postgres://postgres@127.0.0.1:1/none");
    expect(await lease.tryAcquire()).toBe(false);
    await lease.close();
  });
});

/** A connection to the database that can fall silent without closing, as a lost network does. */
async function silenceable(databaseUrl: string) {
  const url = new URL(databaseUrl);
  const { hostname, port } = url;
  let silent = false;
  const open = new Set<() => void>();
  const server = createServer((near) => {
    const far = connect(Number(port || 5432), hostname);
    const end = () => {
      near.destroy();
      far.destroy();
      open.delete(end);
    };
    open.add(end);
    near.on("data", (data) => void (silent || far.write(data)));
    far.on("data", (data) => void (silent || near.write(data)));
    for (const side of [near, far]) side.on("error", end).on("close", end);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the wire has no port");
  url.hostname = "127.0.0.1";
  url.port = String(address.port);
  return {
    url: url.href,
    setSilent(now: boolean) {
      silent = now;
    },
    async close() {
      for (const end of open) end();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
