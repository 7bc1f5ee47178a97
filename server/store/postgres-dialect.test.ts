import { expect, it } from "vitest";
import { openSchema, testEngines } from "./engines.testing";
import { openIndex } from "./open";

const hasPostgres = (await testEngines()).some(({ name }) => name === "PostgreSQL");

it.skipIf(!hasPostgres)("looks at the tables of its own schema alone", async () => {
  const [ours, theirs] = [await openSchema(), await openSchema()];
  const [index, other] = await Promise.all(
    [ours, theirs].map(({ databaseUrl }) => openIndex({ databaseUrl, folder: "" })),
  );
  const tables = (await index?.db.introspection.getTables()) ?? [];
  expect(new Set(tables.map(({ schema }) => schema)).size).toBe(1);
  expect(tables.map(({ name }) => name)).toContain("sync_runs");
  await index?.close();
  await other?.close();
  await Promise.all([ours.drop(), theirs.drop()]);
});
