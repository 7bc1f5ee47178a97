import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { Kysely, Migrator, sql } from "kysely";
import pg from "pg";
import { DatabaseThreads } from "./database-threads";
import { libsqlDialect } from "./libsql-dialect";
import { migrationsFor, migrationsTable } from "./migrations";
import { OwnSchemaDialect } from "./postgres-dialect";
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
  /** Lets the engine count what it has, so that it picks the right index for a query. */
  analyze(): Promise<void>;
  /** Another text after anything has been written, by whomever; perhaps also where nothing was. */
  writes(): Promise<string>;
  close(): Promise<void>;
}

/**
 * Opens the index, and brings its tables up to date. Several replicas may do so at once: the
 * migrator takes a lock.
 * @throws {DatabaseAddressError} when the address of the database cannot be read: no retry mends it
 * @throws {Error} when the database cannot be reached or a migration fails
 */
export async function openIndex(settings: IndexSettings): Promise<SnapshotIndex> {
  const { databaseUrl } = settings;
  const engine = databaseUrl === undefined ? "libsql" : "postgresql";
  const { db, writes } =
    databaseUrl === undefined ? await openFile(settings.folder) : openPostgres(databaseUrl);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrationsFor(engine) },
    migrationTableName: migrationsTable,
    migrationLockTableName: `${migrationsTable}_lock`,
    // Unnamed, the migrator would take another schema's tables of these names for its own.
    ...(engine === "postgresql" ? { migrationTableSchema: await currentSchema(db) } : {}),
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await db.destroy();
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The index's tables could not be brought up to date: ${why}`, { cause: error });
  }
  const analyze = async () => {
    // PostgreSQL answers from an index alone only for pages it has vacuumed.
    const statement =
      engine === "postgresql" ? sql`vacuum (analyze) instances, snapshots` : sql`analyze`;
    await statement.execute(db);
  };
  return { engine, db, analyze, writes, close: () => db.destroy() };
}

async function currentSchema(db: Kysely<IndexDatabase>): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db);
  return rows[0]?.name ?? "public";
}

const ownerOnly = 0o600;

type Opened = Pick<SnapshotIndex, "db" | "writes">;

async function openFile(folder: string): Promise<Opened> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "index.db");
  // What it tells of an account is nobody's business but the server's: made so, and mended where it was not.
  closeSync(openSync(file, "a", ownerOnly));
  chmodSync(file, ownerOnly);
  const threads = new DatabaseThreads(file);
  try {
    await threads.open();
  } catch (error) {
    await threads.close();
    throw error;
  }
  const db = new Kysely<IndexDatabase>({ dialect: libsqlDialect(threads) });
  return { db, writes: () => threads.version() };
}

const int8 = 20;

/** How long a database may take: to accept a connection, to run a statement, to answer at all. */
const connectMs = 5_000;
const statementMs = 30_000;
const answerMs = 35_000;
const idleMs = 30_000;

/** An address of a database that cannot be read: a mistake of the configuration. */
export class DatabaseAddressError extends Error {
  override name = "DatabaseAddressError";
}

function openPostgres(connectionString: string): Opened {
  if (!URL.canParse(connectionString)) {
    throw new DatabaseAddressError("The address of the database cannot be read.");
  }
  const pool = new pg.Pool({
    connectionString,
    max: 8,
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    query_timeout: answerMs,
    idleTimeoutMillis: idleMs,
    keepAlive: true,
    types: {
      // Milliseconds fit a number; pg hands out bigint as text.
      getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)),
    },
  });
  // A connection that breaks while idle is replaced at the next query; without a listener it ends the process.
  pool.on("error", () => {});
  // The pool does not listen to a connection in use: one that breaks between two statements would too.
  pool.on("connect", (client) => void client.on("error", () => {}));
  const db = new Kysely<IndexDatabase>({ dialect: new OwnSchemaDialect({ pool }) });
  const writes = async () => {
    const seen = sql<{ seen: string }>`select txid_current_snapshot()::text as seen`;
    return (await seen.execute(db)).rows[0]?.seen ?? "";
  };
  return { db, writes };
}
