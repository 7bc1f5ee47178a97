import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openIndex, type SnapshotIndex } from "./open";

/** An index for one test file, with nothing in it, and how to be rid of it. */
export interface TestStore {
  index: SnapshotIndex;
  /** Set on PostgreSQL. */
  databaseUrl: string | null;
  /** Of the embedded engine's file; empty on PostgreSQL. */
  folder: string;
  drop(): Promise<void>;
}

export interface Engine {
  name: string;
  open(): Promise<TestStore>;
}

const databaseUrl = process.env.TEST_DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/test";

/** Both engines where a PostgreSQL answers; else the embedded one, and a loud word about it. */
export async function testEngines(): Promise<Engine[]> {
  const libsql: Engine = { name: "libSQL", open: openLibsql };
  if (await answers(databaseUrl)) return [libsql, { name: "PostgreSQL", open: openPostgres }];
  process.stderr.write(
    `\n!!! No PostgreSQL at ${databaseUrl}: the index was tested on libSQL ONLY. Set TEST_DATABASE_URL. !!!\n\n`,
  );
  return [libsql];
}

async function openLibsql(): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), "snapdeck-index-"));
  const index = await openIndex({ folder });
  return {
    index,
    databaseUrl: null,
    folder,
    async drop() {
      await index.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openPostgres(): Promise<TestStore> {
  const schema = await openSchema();
  const index = await openIndex({ databaseUrl: schema.databaseUrl, folder: "" });
  return {
    index,
    databaseUrl: schema.databaseUrl,
    folder: "",
    async drop() {
      await index.close();
      await schema.drop();
    },
  };
}

/** An empty schema of its own, so that test files and runs do not meet. */
export async function openSchema() {
  const schema = `snapdeck_${randomUUID().replaceAll("-", "")}`;
  await inDatabase(`create schema ${schema}`);
  const url = new URL(databaseUrl);
  url.searchParams.set("options", `-c search_path=${schema}`);
  return {
    databaseUrl: url.href,
    drop: () => inDatabase(`drop schema ${schema} cascade`),
  };
}

async function inDatabase(statement: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

const answers = (connectionString: string) =>
  new Promise<boolean>((resolve) => {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 });
    client.on("error", () => {});
    client
      .connect()
      .then(() => client.end())
      .then(
        () => resolve(true),
        () => resolve(false),
      );
  });
