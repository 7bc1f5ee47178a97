import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSchema, testEngines } from "../store/engines.testing";
import { openIndex } from "../store/open";
import { checkPostgres } from "./database";

const hasPostgres = (await testEngines()).some(({ name }) => name === "PostgreSQL");

describe.skipIf(!hasPostgres)("the doctor at a PostgreSQL", () => {
  const role = `doctor_${randomUUID().replaceAll("-", "")}`;
  let owner: pg.Client;
  let schema: Awaited<ReturnType<typeof openSchema>>;

  beforeAll(async () => {
    schema = await openSchema();
    owner = new pg.Client({ connectionString: schema.databaseUrl });
    await owner.connect();
    await owner.query(`create role ${role} login`);
  });
  afterAll(async () => {
    await owner.end();
    await schema.drop();
    const { client, end } = await inDatabase();
    await client.query(`drop owned by ${role}`);
    await client.query(`drop role ${role}`);
    await end();
  });

  async function inDatabase() {
    const client = new pg.Client({ connectionString: addressWith({ options: null }) });
    await client.connect();
    return { client, end: () => client.end() };
  }

  function addressWith(over: {
    user?: string;
    port?: string;
    database?: string;
    options?: null;
  }): string {
    const url = new URL(schema.databaseUrl);
    if (over.user !== undefined) url.username = over.user;
    if (over.port !== undefined) url.port = over.port;
    if (over.database !== undefined) url.pathname = `/${over.database}`;
    if (over.options === null) url.searchParams.delete("options");
    return url.href;
  }

  it("says what right is missing, and the GRANT that it names is enough", async () => {
    const address = addressWith({ user: role });
    for (let step = 0; step < 2; step += 1) {
      const failed = (await checkPostgres(address)).filter(({ state }) => state === "failed");
      if (failed.length === 0) break;
      expect(failed).toHaveLength(1);
      expect(failed[0]?.message).toMatch(
        new RegExp(`^permission denied for schema snapdeck_\\w+ \\(user ${role}\\)$`),
      );
      const [, statement = ""] = /run: (GRANT .*;)$/.exec(failed[0]?.remedy ?? "") ?? [];
      await owner.query(statement);
    }
    const index = await openIndex({ databaseUrl: address, folder: "" });
    await index.close();
    const findings = await checkPostgres(address);
    expect(findings.map(({ state }) => state)).toEqual(["ok", "ok", "ok"]);
    expect(findings.at(-1)?.message).toBe("its tables are up to date");
  });

  it("says permission denied for schema public when that is it", async () => {
    const findings = await checkPostgres(addressWith({ user: role, options: null }));
    expect(findings).toContainEqual(
      expect.objectContaining({
        state: "failed",
        message: `permission denied for schema public (user ${role})`,
        remedy: `As the schema's owner run: GRANT USAGE, CREATE ON SCHEMA "public" TO "${role}";`,
      }),
    );
  });

  it("sees tables of a newer release, and tables that the user may not read", async () => {
    const index = await openIndex({ databaseUrl: schema.databaseUrl, folder: "" });
    await owner.query(`insert into snapdeck_migrations values ('9999-later', '2030-01-01')`);
    const newer = (await checkPostgres(schema.databaseUrl)).at(-1);
    expect(newer).toMatchObject({ state: "failed", message: expect.stringMatching(/9999-later/) });
    await owner.query("delete from snapdeck_migrations where name = '9999-later'");
    await index.close();

    await owner.query(`alter table instances owner to current_user`);
    await owner.query(`revoke all on instances from ${role}`);
    const refused = await checkPostgres(addressWith({ user: role }));
    expect(refused).toContainEqual(
      expect.objectContaining({ message: `permission denied for instances (user ${role})` }),
    );
  });

  it.each([
    ["a port where nothing listens", { port: "1" }, "the connection was refused"],
    ["a database that there is not", { database: "nowhere" }, "it has no such database"],
    ["a user that there is not", { user: "nobody-at-all" }, "it refuses the user"],
  ])("tells what keeps it from being reached: %s", async (_what, over, why) => {
    const [only, ...others] = await checkPostgres(addressWith(over));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ state: "failed", message: expect.stringMatching(why) });
  });
});
