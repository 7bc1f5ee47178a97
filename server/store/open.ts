import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createClient } from "@libsql/client";
import { Kysely, Migrator, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { libsqlDialect } from "./libsql-dialect";
import { migrationsFor } from "./migrations";
import type { IndexDatabase } from "./schema";

export interface IndexSettings {
  /** A `postgres://` address; absent for the embedded engine. */
  databaseUrl?: string;
  /** The folder of the embedded engine's file. */
  folder: string;
}

/** An open index. */
export interface SnapshotIndex {
  engine: "libsql" | "postgresql";
  db: Kysely<IndexDatabase>;
  /** Lets the engine look at what it holds, so that it picks the right index for a question. */
  survey(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the index, and brings its tables up to date. Several replicas may do so at once: the
 * migrator takes a lock.
 * @throws {Error} when the database cannot be reached or a migration fails
 */
export async function openIndex(settings: IndexSettings): Promise<SnapshotIndex> {
  const { databaseUrl } = settings;
  const engine = databaseUrl === undefined ? "libsql" : "postgresql";
  const db =
    databaseUrl === undefined ? await openFile(settings.folder) : openPostgres(databaseUrl);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrationsFor(engine) },
    migrationTableName: "snapdeck_migrations",
    migrationLockTableName: "snapdeck_migrations_lock",
    // Unnamed, the migrator would take another schema's tables of these names for its own.
    ...(engine === "postgresql" ? { migrationTableSchema: await currentSchema(db) } : {}),
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await db.destroy();
    throw new Error("The index's tables could not be brought up to date.", { cause: error });
  }
  const survey = async () => {
    // PostgreSQL answers from an index alone only for pages it has vacuumed.
    const statement =
      engine === "postgresql" ? sql`vacuum (analyze) instances, snapshots` : sql`analyze`;
    await statement.execute(db);
  };
  return { engine, db, survey, close: () => db.destroy() };
}

async function currentSchema(db: Kysely<IndexDatabase>): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db);
  return rows[0]?.name ?? "public";
}

async function openFile(folder: string) {
  mkdirSync(folder, { recursive: true });
  const client = createClient({ url: pathToFileURL(join(folder, "index.db")).href });
  // The index can be read anew from upstream: a lost last second costs less than a sync to disk a write.
  await client.executeMultiple(
    "pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000;",
  );
  return new Kysely<IndexDatabase>({ dialect: libsqlDialect(client) });
}

const int8 = 20;

function openPostgres(connectionString: string) {
  const pool = new pg.Pool({
    connectionString,
    max: 8,
    types: {
      // Milliseconds fit a number; pg hands out bigint as text.
      getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)),
    },
  });
  // A connection that breaks while idle is replaced at the next query; without a listener it ends the process.
  pool.on("error", () => {});
  // The pool does not listen to a connection in use: one that breaks between two statements would too.
  pool.on("connect", (client) => void client.on("error", () => {}));
  return new Kysely<IndexDatabase>({ dialect: new PostgresDialect({ pool }) });
}
