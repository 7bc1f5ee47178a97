import { type Kysely, type Migration, sql } from "kysely";

/** Finds the snapshots whose text contains another, wherever it stands in a word. */
export const searchIndex = (engine: "libsql" | "postgresql"): Migration => ({
  up: engine === "libsql" ? textTable : textIndex,
});

/** Entries of three characters each in a table of its own, which triggers keep current. */
async function textTable(db: Kysely<unknown>): Promise<void> {
  await sql`create virtual table snapshot_texts using fts5(search_text, content='', contentless_delete=1, detail=none, tokenize='trigram')`.execute(
    db,
  );
  await sql`insert into snapshot_texts (rowid, search_text) select rowid, search_text from snapshots`.execute(
    db,
  );
  await sql`create trigger snapshot_text_added after insert on snapshots begin insert into snapshot_texts (rowid, search_text) values (new.rowid, new.search_text); end`.execute(
    db,
  );
  await sql`create trigger snapshot_text_changed after update of search_text on snapshots when new.search_text <> old.search_text begin delete from snapshot_texts where rowid = old.rowid; insert into snapshot_texts (rowid, search_text) values (new.rowid, new.search_text); end`.execute(
    db,
  );
  await sql`create trigger snapshot_text_removed after delete on snapshots begin delete from snapshot_texts where rowid = old.rowid; end`.execute(
    db,
  );
}

/** Held while the extension is created: two that do so at once would meet. Any number that nothing else locks. */
const extensionLock = 760_041;

/** An index of the extension pg_trgm, where the database's user may create it or somebody has. */
async function textIndex(db: Kysely<unknown>): Promise<void> {
  await sql`create index snapshots_newest on snapshots (connection, happened_at desc, snapshot_id)`.execute(
    db,
  );
  await sql`savepoint extension`.execute(db);
  try {
    await sql`select pg_advisory_xact_lock(${sql.lit(extensionLock)})`.execute(db);
    await sql`create extension if not exists pg_trgm with schema public`.execute(db);
    const { rows } = await sql<{
      schema: string;
    }>`select quote_ident(nspname) as schema from pg_extension join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm'`.execute(
      db,
    );
    const operators = sql.raw(`${rows[0]?.schema ?? "public"}.gin_trgm_ops`);
    await sql`create index snapshots_searched on snapshots using gin (search_text ${operators})`.execute(
      db,
    );
    await sql`release savepoint extension`.execute(db);
  } catch {
    // Nothing is lost by it: 0011 makes another index, which needs no extension.
    await sql`rollback to savepoint extension`.execute(db);
  }
}
