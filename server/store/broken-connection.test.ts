import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTcpProxy, type TcpProxy } from "../tcp-proxy.testing";
import { openSchema, testEngines } from "./engines.testing";
import { openIndex, type SnapshotIndex } from "./open";

const hasPostgres = (await testEngines()).some(({ name }) => name === "PostgreSQL");

describe.skipIf(!hasPostgres)("a connection to PostgreSQL that breaks", () => {
  let schema: Awaited<ReturnType<typeof openSchema>>;
  let proxy: TcpProxy;
  let index: SnapshotIndex;
  const uncaught: unknown[] = [];
  const note = (error: unknown) => void uncaught.push(error);

  beforeEach(async () => {
    schema = await openSchema();
    proxy = await startTcpProxy(schema.databaseUrl, 5432);
    index = await openIndex({ databaseUrl: proxy.url, folder: "" });
    uncaught.length = 0;
    process.on("uncaughtException", note);
  });
  afterEach(async () => {
    process.off("uncaughtException", note);
    await index.close();
    await proxy.close();
    await schema.drop();
  });

  it("between two statements of a transaction fails that one, and nothing else", async () => {
    const transaction = index.db.transaction().execute(async (trx) => {
      await sql`select 1`.execute(trx);
      proxy.cut();
      // The connection finds out while nobody waits for an answer.
      for (let turn = 0; turn < 200; turn++) await setImmediate();
      await sql`select 1`.execute(trx);
    });
    await expect(transaction).rejects.toThrow();
    expect(uncaught).toEqual([]);
    expect(await index.db.selectFrom("instances").selectAll().execute()).toEqual([]);
  });
});
