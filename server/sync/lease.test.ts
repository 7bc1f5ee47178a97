import pg from "pg";
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
      expect(await Promise.all([first.tryAcquire("c"), first.tryAcquire("c")])).toEqual([
        true,
        true,
      ]);
      expect(await second.tryAcquire("c")).toBe(false);
      expect(await first.tryAcquire("c")).toBe(true);
      // As after a crash: the server ends the session, and frees the lock with it.
      await first.close();
      await expect.poll(() => second.tryAcquire("c")).toBe(true);
      expect(await first.tryAcquire("c")).toBe(false);
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
      expect(await lease.tryAcquire("c")).toBe(true);
      proxy.setSilent(true);
      expect(await lease.tryAcquire("c")).toBe(false);
      expect(await lease.tryAcquire("c")).toBe(false);
      proxy.setSilent(false);
      await expect.poll(() => lease.tryAcquire("c")).toBe(true);
    } finally {
      await lease.close();
      await proxy.close();
      await test.drop();
    }
  });

  it("is one of each connection, and can be given up", async () => {
    const test = await postgres?.open();
    const url = test?.databaseUrl;
    if (!test || !url) throw new Error("no PostgreSQL");
    const [first, second] = [postgresLease(url), postgresLease(url)];
    try {
      const [a, b] = await Promise.all([first.tryAcquire("a"), first.tryAcquire("b")]);
      expect([a, b]).toEqual([true, true]);
      await first.release("a");
      expect(await second.tryAcquire("a")).toBe(true);
      expect(await second.tryAcquire("b")).toBe(false);
      expect(await first.tryAcquire("a")).toBe(false);
      expect(await first.tryAcquire("b")).toBe(true);
    } finally {
      await first.close();
      await second.close();
      await test.drop();
    }
  });

  it("is not taken beside the release before, nor is that one's beside it", async () => {
    const test = await postgres?.open();
    const url = test?.databaseUrl;
    if (!test || !url) throw new Error("no PostgreSQL");
    const before = new pg.Client({ connectionString: url });
    await before.connect();
    // As that release asks for it: one lock of the whole schema, never shared.
    const beforeTakes = async () => {
      const { rows } = await before.query<{ taken: boolean }>(
        "select pg_try_advisory_lock(1523369182, hashtext(coalesce(current_schema(), 'public'))) as taken",
      );
      return rows[0]?.taken;
    };
    const [first, second] = [postgresLease(url), postgresLease(url)];
    try {
      expect(await beforeTakes()).toBe(true);
      expect(await first.tryAcquire("a")).toBe(false);
      await before.query("select pg_advisory_unlock_all()");
      expect(await first.tryAcquire("a")).toBe(true);
      expect(await second.tryAcquire("b")).toBe(true);
      await first.close();
      expect(await beforeTakes()).toBe(false);
      await second.close();
      // The server frees a session's locks a moment after the session has said goodbye.
      await expect.poll(beforeTakes).toBe(true);
    } finally {
      await first.close();
      await second.close();
      await before.end();
      await test.drop();
    }
  });

  it("is one of each schema", async () => {
    const tests = await Promise.all([postgres?.open(), postgres?.open()]);
    const leases = tests.map((test) => postgresLease(test?.databaseUrl ?? ""));
    try {
      expect(await Promise.all(leases.map((lease) => lease.tryAcquire("c")))).toEqual([true, true]);
    } finally {
      for (const lease of leases) await lease.close();
      for (const test of tests) await test?.drop();
    }
  });

  it("is not held while the database does not answer", async () => {
    const lease = postgresLease("postgres://postgres@127.0.0.1:1/none");
    expect(await lease.tryAcquire("c")).toBe(false);
    await lease.close();
  });
});
