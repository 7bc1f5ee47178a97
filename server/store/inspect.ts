import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { DatabaseThread } from "./database-thread";
import { migrationsFor, migrationsTable } from "./migrations";
import type { IndexDatabase } from "./schema";

/** Every table of the index. The record is total: one that is added to the schema fails the type check here. */
const tables: Record<keyof IndexDatabase, true> = {
  instances: true,
  snapshots: true,
  status_changes: true,
  sync_runs: true,
  missing: true,
  images: true,
  replicas: true,
  sync_states: true,
  triage_changes: true,
  changed_days: true,
};
const tableNames = Object.keys(tables);

/** Migrations that a database lacks, and those that it has and this version does not know. */
export interface MigrationState {
  pending: string[];
  unknown: string[];
}

/** What a PostgreSQL says of itself and of the rights that its user has. */
export interface PostgresFacts extends MigrationState {
  /** Such as `15.4`. */
  version: string;
  user: string;
  /** Where the index's tables are or will be; null when no schema of the search path exists. */
  schema: { name: string; usable: boolean; mayCreate: boolean } | null;
  /** Tables of the index that the user may not read and write. */
  refusedTables: string[];
}

const connectMs = 5_000;

/**
 * Looks at a PostgreSQL without changing anything.
 * @throws {Error} of the driver, with its `code`, when the database cannot be reached or lets nobody in
 */
export async function inspectPostgres(connectionString: string): Promise<PostgresFacts> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: connectMs,
    query_timeout: connectMs,
  });
  // Without a listener a connection that breaks ends the process; the query under way says it too.
  client.on("error", () => {});
  await client.connect();
  try {
    return await factsOf(client);
  } finally {
    await client.end();
  }
}

async function factsOf(client: pg.Client): Promise<PostgresFacts> {
  const about = await client.query<{ version: string; user: string }>(
    `select current_setting('server_version') as version, current_user as "user"`,
  );
  const { version = "", user = "" } = about.rows[0] ?? {};
  // Without the right to use it, the first schema of the search path is none for PostgreSQL.
  const found = await client.query<{ name: string; usable: boolean; mayCreate: boolean }>(`
    select name, has_schema_privilege(name, 'usage') as usable, has_schema_privilege(name, 'create') as "mayCreate"
    from unnest(string_to_array(replace(current_setting('search_path'), '"$user"', current_user), ','))
      with ordinality as path (entry, at), lateral (select trim(both ' "' from entry) as name) as trimmed
    where to_regnamespace(quote_ident(name)) is not null
    order by name is distinct from current_schema(), at limit 1`);
  const schema = found.rows[0] ?? null;
  const kept = await client.query<{ name: string; allowed: boolean }>(
    `select tablename as name, has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'select')
       and has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'insert')
       and has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'update')
       and has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'delete') as allowed
     from pg_catalog.pg_tables where schemaname = $1 and tablename = any($2)`,
    [schema?.name, [...tableNames, migrationsTable]],
  );
  const refusedTables = kept.rows.filter(({ allowed }) => !allowed).map(({ name }) => name);
  const hasTable = kept.rows.some(({ name, allowed }) => allowed && name === migrationsTable);
  const done =
    hasTable && schema?.usable ? await client.query(`select name from ${migrationsTable}`) : null;
  return {
    version,
    user,
    schema,
    refusedTables,
    ...compare(
      (done?.rows ?? []).map(({ name }) => String(name)),
      "postgresql",
    ),
  };
}

/** What the embedded engine's folder holds. */
export interface FileFacts extends MigrationState {
  bytes: number;
}

/**
 * Looks at the embedded engine's file without changing anything; null when there is none yet.
 * @throws {Error} when it is no database, or cannot be read
 */
export async function inspectFile(folder: string): Promise<FileFacts | null> {
  const file = join(folder, "index.db");
  if (!existsSync(file)) return null;
  const thread = new DatabaseThread({ file, role: "read", busyMs: 1_000 });
  try {
    const table = await thread.run(
      "select 1 from sqlite_master where type = 'table' and name = ?",
      [migrationsTable],
    );
    const { rows } =
      table.rows.length === 0 ? table : await thread.run(`select name from ${migrationsTable}`);
    return {
      bytes: statSync(file).size,
      ...compare(
        rows.map(({ name }) => String(name)),
        "libsql",
      ),
    };
  } finally {
    await thread.close();
  }
}

function compare(done: readonly string[], engine: "libsql" | "postgresql"): MigrationState {
  const ours = Object.keys(migrationsFor(engine));
  return {
    pending: ours.filter((name) => !done.includes(name)),
    unknown: done.filter((name) => !ours.includes(name)),
  };
}
