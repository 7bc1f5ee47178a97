import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { createClient } from "@libsql/client";
import {
  DummyDriver,
  Kysely,
  Migrator,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from "kysely";
import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { failureListQuery } from "../contract";
import { openSchema, testEngines } from "./engines.testing";
import { failureList } from "./failures";
import { statusHistory } from "./history";
import { migrationsFor } from "./migrations";
import { openIndex } from "./open";
import { refreshDerived } from "./refresh-derived";
import { RULES_VERSION } from "./rules";
import type { IndexDatabase } from "./schema";
import { hasFullRun } from "./sync-runs";
import { wholeView } from "./view";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** What a migration runs, as one digest. */
async function digestOf(engine: "libsql" | "postgresql", name: string) {
  const statements: string[] = [];
  const sqlite = engine === "libsql";
  const db = new Kysely<unknown>({
    dialect: {
      createAdapter: () => (sqlite ? new SqliteAdapter() : new PostgresAdapter()),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) =>
        sqlite ? new SqliteIntrospector(db) : new PostgresIntrospector(db),
      createQueryCompiler: () => (sqlite ? new SqliteQueryCompiler() : new PostgresQueryCompiler()),
    },
    log: ({ query }) => {
      statements.push(query.sql);
    },
  });
  await migrationsFor(engine)[name]?.up(db);
  return createHash("sha256").update(statements.join(";\n")).digest("hex").slice(0, 16);
}

describe("a migration that has shipped", () => {
  it.each([
    ["0001-first", "libsql", "01b9c9d37981dc52"],
    ["0001-first", "postgresql", "11d6f55e37572ea2"],
    ["0002-row-hash", "libsql", "8812392611c178c6"],
    ["0002-row-hash", "postgresql", "8812392611c178c6"],
    ["0003-missing", "libsql", "4b0a7c32362443a4"],
    ["0003-missing", "postgresql", "4b0a7c32362443a4"],
    ["0004-accessibility", "libsql", "3465a13edefcf936"],
    ["0004-accessibility", "postgresql", "3465a13edefcf936"],
    ["0005-images", "libsql", "cf1669a0e3ad4217"],
    ["0005-images", "postgresql", "cf1669a0e3ad4217"],
    ["0006-replicas", "libsql", "7d2d3154b02878b6"],
    ["0006-replicas", "postgresql", "7d2d3154b02878b6"],
    ["0007-triage", "libsql", "ca6f3b0b0144338b"],
    ["0007-triage", "postgresql", "ca6f3b0b0144338b"],
    ["0008-changed-days", "libsql", "309faa287b60d521"],
    ["0008-changed-days", "postgresql", "309faa287b60d521"],
    ["0009-search", "libsql", "d60b7c2044533cfb"],
    ["0009-search", "postgresql", "de38a6314a4fdd1d"],
    ["0010-exclude-paths", "libsql", "f5bf89f6b0c1d102"],
    ["0010-exclude-paths", "postgresql", "f5bf89f6b0c1d102"],
    ["0011-short-texts", "libsql", "b44e5396de5edacf"],
    ["0011-short-texts", "postgresql", "1568cad0a7038216"],
    ["0012-succeeded", "libsql", "1c8080f69116deb3"],
    ["0012-succeeded", "postgresql", "1c8080f69116deb3"],
  ] as const)("%s runs the same statements on %s for ever", async (name, engine, digest) => {
    expect(await digestOf(engine, name)).toBe(digest);
  });
});

/** A folder with an `index.db` as the code before 0002 wrote it: 13 instances, 201 snapshots, 41 failed. */
function oldIndex() {
  const folder = mkdtempSync(join(tmpdir(), "snapdeck-old-"));
  folders.push(folder);
  const fixture = fileURLToPath(new URL("fixtures/index-0001.db.gz", import.meta.url));
  writeFileSync(join(folder, "index.db"), gunzipSync(readFileSync(fixture)));
  return folder;
}

const postgres = (await testEngines()).some(({ name }) => name === "PostgreSQL");

it.skipIf(!postgres)("a database of before on PostgreSQL follows in the same way", async () => {
  const schema = await openSchema();
  const pool = new pg.Pool({ connectionString: schema.databaseUrl });
  const db = new Kysely<IndexDatabase>({ dialect: new PostgresDialect({ pool }) });
  const file = createClient({ url: pathToFileURL(join(oldIndex(), "index.db")).href });
  const first = migrationsFor("postgresql")["0001-first"];
  if (!first) throw new Error("0001 is gone");
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ "0001-first": first }) },
    migrationTableName: "snapdeck_migrations",
    migrationLockTableName: "snapdeck_migrations_lock",
    migrationTableSchema:
      new URL(schema.databaseUrl).searchParams.get("options")?.split("=")[1] ?? "",
  });
  try {
    expect((await migrator.migrateToLatest()).error).toBeUndefined();
    for (const table of ["instances", "snapshots", "status_changes", "sync_runs"]) {
      const { columns, rows } = await file.execute(`select * from ${table}`);
      const places = columns.map((_name, at) => `$${at + 1}`).join(", ");
      for (const row of rows) {
        await pool.query(
          `insert into ${table} (${columns.join(", ")}) values (${places})`,
          columns.map((name) => row[name]),
        );
      }
    }
    const index = await openIndex({ folder: "", databaseUrl: schema.databaseUrl });
    while ((await refreshDerived(index)) > 0);
    const rows = await index.db.selectFrom("snapshots").select("rules_version").execute();
    expect(rows).toEqual(Array.from({ length: 201 }, () => ({ rules_version: RULES_VERSION })));
    expect(await hasFullRun(wholeView(index).runs(), "c")).toBe(true);
    await index.close();
  } finally {
    file.close();
    await pool.end();
    await schema.drop();
  }
});

describe("an index.db of before", () => {
  it("opens, says the same as then, and has its rows derived anew", async () => {
    const index = await openIndex({ folder: oldIndex() });
    try {
      const source = {
        index: wholeView(index),
        connections: ["c"],
        states: [],
        catalogue: [],
        now: Date.parse("2026-03-01T08:40:00Z"),
      };
      const failures = () =>
        failureList(source, failureListQuery.parse({ period: "30d", size: "100" }));
      const rows = () =>
        index.db.selectFrom("snapshots").selectAll().orderBy("snapshot_id").execute();
      const [before, rowsBefore] = [await failures(), await rows()];
      expect(rowsBefore).toHaveLength(201);
      expect(rowsBefore.every((row) => row.rules_version === 0)).toBe(true);
      expect(before.pushes).toBeGreaterThan(0);
      expect(await hasFullRun(wholeView(index).runs(), "c")).toBe(true);
      const kinds = await index.db.selectFrom("sync_runs").select("kind").orderBy("kind").execute();
      expect(kinds).toEqual([{ kind: "full" }, { kind: "incremental" }]);

      while ((await refreshDerived(index, { limit: 50 })) > 0);
      const rowsAfter = await rows();
      expect(rowsAfter.every((row) => row.rules_version === RULES_VERSION)).toBe(true);
      const said = rowsBefore.map((row) => ({
        ...row,
        rules_version: RULES_VERSION,
        row_hash: expect.stringMatching(/^[\w-]{22}$/),
        search_text: expect.stringContaining(row.search_text),
      }));
      expect(rowsAfter).toEqual(said);
      expect(await failures()).toEqual(before);
      const gone = rowsAfter.find((row) => row.gone_at !== null);
      const history = await statusHistory(
        wholeView(index),
        {
          connection: "c",
          instanceId: gone?.instance_id ?? "",
          snapshotId: gone?.snapshot_id ?? "",
        },
        source.now,
      );
      expect(history.item?.snapshotId).toBe(gone?.snapshot_id);
      expect(history.steps).not.toEqual([]);
    } finally {
      await index.close();
    }
  });

  it("is readable by its owner alone from then on", async () => {
    const folder = oldIndex();
    const index = await openIndex({ folder });
    await sql`update instances set name = name`.execute(index.db);
    const modes = ["index.db", "index.db-wal"].map(
      (name) => statSync(join(folder, name)).mode & 0o777,
    );
    await index.close();
    expect(modes).toEqual([0o600, 0o600]);
  });

  it("says why it could not be brought up to date", async () => {
    const folder = mkdtempSync(join(tmpdir(), "snapdeck-broken-"));
    folders.push(folder);
    const index = await openIndex({ folder });
    await sql`delete from snapdeck_migrations`.execute(index.db);
    await index.close();
    await expect(openIndex({ folder })).rejects.toThrow(/brought up to date: .*already exists/s);
  });
});
