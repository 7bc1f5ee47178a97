import { describe, expect, it } from "vitest";
import { testEngines } from "./engines.testing";
import { postgresLease } from "./lease";

const postgres = (await testEngines()).find(({ name }) => name === "PostgreSQL");

describe.skipIf(postgres === undefined)("the lease on PostgreSQL", () => {
  it("is held by one replica, and taken over when its connection is gone", async () => {
    const test = await postgres?.open();
    const url = test?.databaseUrl;
    if (!test || !url) throw new Error("no PostgreSQL");
    const [first, second] = [postgresLease(url), postgresLease(url)];
    try {
      expect(await Promise.all([first.hold(), first.hold()])).toEqual([true, true]);
      expect(await second.hold()).toBe(false);
      expect(await first.hold()).toBe(true);
      // What a crash leaves behind: the server ends the session, and the lock with it.
      await first.close();
      await expect.poll(() => second.hold()).toBe(true);
      expect(await first.hold()).toBe(false);
    } finally {
      await first.close();
      await second.close();
      await test.drop();
    }
  });

  it("is not held while the database does not answer", async () => {
    const lease = postgresLease("postgres://postgres@127.0.0.1:1/none");
    expect(await lease.hold()).toBe(false);
    await lease.close();
  });
});
