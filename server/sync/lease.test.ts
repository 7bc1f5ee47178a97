import { describe, expect, it } from "vitest";
import { testEngines } from "../store/engines.testing";
import { startTcpProxy } from "../tcp-proxy.testing";
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
    const proxy = await startTcpProxy(test.databaseUrl, 5432);
    const lease = postgresLease(proxy.url, 300);
    try {
      expect(await lease.tryAcquire()).toBe(true);
      proxy.setSilent(true);
      expect(await lease.tryAcquire()).toBe(false);
      expect(await lease.tryAcquire()).toBe(false);
      proxy.setSilent(false);
      await expect.poll(() => lease.tryAcquire()).toBe(true);
    } finally {
      await lease.close();
      await proxy.close();
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
