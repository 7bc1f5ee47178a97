import { type Kysely, type Migration, sql } from "kysely";
import { missingTable } from "./migration-0003";
import { instanceAccessibility } from "./migration-0004";
import { imagesTable } from "./migration-0005";
import { replicaTables } from "./migration-0006";
import { triageChangesTable } from "./migration-0007";
import { changedDaysTable } from "./migration-0008";
import { searchIndex } from "./migration-0009";
import { excludePathsIndex } from "./migration-0010";
import { shortTexts } from "./migration-0011";
import { succeededIndex } from "./migration-0012";

type Engine = "libsql" | "postgresql";

/** Where it is kept which migrations have been run. */
export const migrationsTable = "snapdeck_migrations";

/**
 * The index's migrations on an engine, oldest first. 0001 and 0002 are frozen: files made by them
 * exist, and a test pins what they run. What changes comes as a migration of its own.
 */
export const migrationsFor = (engine: Engine): Record<string, Migration> => ({
  "0001-first": { up: (db) => createTables(db, engine) },
  "0002-row-hash": { up: addRowHash },
  "0003-missing": missingTable,
  "0004-accessibility": instanceAccessibility,
  "0005-images": imagesTable,
  "0006-replicas": replicaTables,
  "0007-triage": triageChangesTable,
  "0008-changed-days": changedDaysTable,
  "0009-search": searchIndex(engine),
  "0010-exclude-paths": excludePathsIndex,
  "0011-short-texts": shortTexts(engine),
  "0012-succeeded": succeededIndex,
});

/** Rows of before follow no version of the rules: the background derives them anew. */
async function addRowHash(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("snapshots").addColumn("row_hash", "text").execute();
  await db.schema
    .alterTable("snapshots")
    .addColumn("rules_version", "integer", (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable("snapshots").addColumn("reason_code_whole", "text").execute();
  await sql`create index snapshots_by_rules on snapshots (rules_version)`.execute(db);
  await sql`update sync_runs set kind = 'full' where kind = 'first'`.execute(db);
  await sql`update sync_runs set kind = 'incremental' where kind = 'increment'`.execute(db);
}

async function createTables(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await db.schema
    .createTable("instances")
    .addColumn("connection", "text", (c) => c.notNull())
    .addColumn("instance_id", "text", (c) => c.notNull())
    .addColumn("name", "text")
    .addColumn("status", "text")
    .addColumn("workspace_id", "text")
    .addColumn("workspace_name", "text")
    .addColumn("user_id", "text")
    .addColumn("user_name", "text")
    .addColumn("modified_at", "bigint")
    .addColumn("hint", "text", (c) => c.notNull())
    .addColumn("read_at", "bigint", (c) => c.notNull())
    .addColumn("history_read_at", "bigint")
    .addColumn("history_hint", "text")
    .addColumn("history_request_id", "text")
    .addColumn("good_at", "bigint")
    .addColumn("bad_at", "bigint")
    .addColumn("error_code", "text")
    .addColumn("error_request_id", "text")
    .addColumn("error_at", "bigint")
    .addColumn("gone_at", "bigint")
    .addPrimaryKeyConstraint("instances_key", ["connection", "instance_id"])
    .execute();

  await db.schema
    .createTable("snapshots")
    .addColumn("connection", "text", (c) => c.notNull())
    .addColumn("instance_id", "text", (c) => c.notNull())
    .addColumn("snapshot_id", "text", (c) => c.notNull())
    .addColumn("name", "text")
    .addColumn("status", "text")
    .addColumn("phase", "text", (c) => c.notNull())
    .addColumn("image_id", "text")
    .addColumn("image_url", "text")
    .addColumn("registry", "text")
    .addColumn("reason_code", "text")
    .addColumn("reason_message", "text")
    .addColumn("fingerprint", "text", (c) => c.notNull())
    .addColumn("created_at", "bigint")
    .addColumn("modified_at", "bigint")
    .addColumn("happened_at", "bigint", (c) => c.notNull())
    .addColumn("duration_ms", "bigint")
    .addColumn("labels", "text", (c) => c.notNull())
    .addColumn("exclude_paths", "text", (c) => c.notNull())
    .addColumn("workspace_id", "text")
    .addColumn("user_id", "text")
    .addColumn("search_text", "text", (c) => c.notNull())
    .addColumn("first_seen_at", "bigint", (c) => c.notNull())
    .addColumn("last_seen_at", "bigint", (c) => c.notNull())
    .addColumn("gone_at", "bigint")
    .addPrimaryKeyConstraint("snapshots_key", ["connection", "instance_id", "snapshot_id"])
    .execute();
  // All that grouping needs of a period's failures, so that the rows themselves are not touched.
  await sql`create index snapshots_failed on snapshots (connection, happened_at, fingerprint, instance_id, snapshot_id, registry, workspace_id, user_id, reason_code) where phase = 'failed'`.execute(
    db,
  );
  // A cause's first sighting, and a group's own pushes.
  await sql`create index snapshots_by_cause on snapshots (connection, fingerprint, happened_at) where phase = 'failed'`.execute(
    db,
  );
  // A day's outcomes and the newest durations.
  await sql`create index snapshots_by_phase on snapshots (connection, phase, happened_at, duration_ms)`.execute(
    db,
  );
  // An instance's own pushes of one outcome, newest first.
  await sql`create index snapshots_of_instance on snapshots (connection, instance_id, phase, happened_at desc, duration_ms)`.execute(
    db,
  );
  await sql`create index snapshots_by_id on snapshots (snapshot_id)`.execute(db);
  // Searching reads this instead of whole rows, newest first. PostgreSQL takes no such long entries,
  // and reads its table in parallel.
  if (engine === "libsql") {
    await sql`create index snapshots_searched on snapshots (connection, happened_at desc, snapshot_id, search_text)`.execute(
      db,
    );
  }
  await sql`create index instances_read on instances (connection, gone_at, history_read_at, error_code)`.execute(
    db,
  );

  await db.schema
    .createTable("status_changes")
    .addColumn("connection", "text", (c) => c.notNull())
    .addColumn("instance_id", "text", (c) => c.notNull())
    .addColumn("snapshot_id", "text", (c) => c.notNull())
    .addColumn("status", "text")
    .addColumn("phase", "text", (c) => c.notNull())
    .addColumn("seen_at", "bigint", (c) => c.notNull())
    .addColumn("modified_at", "bigint")
    .execute();
  await sql`create index status_changes_by_snapshot on status_changes (connection, instance_id, snapshot_id, seen_at)`.execute(
    db,
  );

  await db.schema
    .createTable("sync_runs")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("connection", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("started_at", "bigint", (c) => c.notNull())
    .addColumn("finished_at", "bigint")
    .addColumn("instances", "integer", (c) => c.notNull())
    .addColumn("calls", "integer", (c) => c.notNull())
    .addColumn("throttled", "integer", (c) => c.notNull())
    .addColumn("failed", "integer", (c) => c.notNull())
    .execute();
}
