import { type Kysely, type Migration, sql } from "kysely";

/**
 * Finds the snapshots whose text contains another, of one or two characters too: by the entries that begin with it.
 * An entry is three characters of a text; two line breaks after each text make its last two begin one as well.
 */
export const shortTexts = (engine: "libsql" | "postgresql"): Migration => ({
  up: engine === "libsql" ? textTable : textIndex,
});

/**
 * The table of 0009 with the line breaks, and with texts as they are, which is in lower case; a second one tells its
 * entries. The newest snapshots, which are looked through first, have all that a search asks for in one index.
 */
async function textTable(db: Kysely<unknown>): Promise<void> {
  await sql`drop index snapshots_searched`.execute(db);
  await sql`create index snapshots_searched on snapshots (connection, happened_at desc, snapshot_id, instance_id, search_text)`.execute(
    db,
  );
  const ended = (text: string) => sql.raw(`${text} || char(10, 10)`);
  await sql`drop trigger snapshot_text_added`.execute(db);
  await sql`drop trigger snapshot_text_changed`.execute(db);
  await sql`drop table snapshot_texts`.execute(db);
  await sql`create virtual table snapshot_texts using fts5(search_text, content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1')`.execute(
    db,
  );
  await sql`create virtual table snapshot_text_entries using fts5vocab(snapshot_texts, 'row')`.execute(
    db,
  );
  await sql`insert into snapshot_texts (rowid, search_text) select rowid, ${ended("search_text")} from snapshots`.execute(
    db,
  );
  await sql`create trigger snapshot_text_added after insert on snapshots begin insert into snapshot_texts (rowid, search_text) values (new.rowid, ${ended("new.search_text")}); end`.execute(
    db,
  );
  await sql`create trigger snapshot_text_changed after update of search_text on snapshots when new.search_text <> old.search_text begin delete from snapshot_texts where rowid = old.rowid; insert into snapshot_texts (rowid, search_text) values (new.rowid, ${ended("new.search_text")}); end`.execute(
    db,
  );
}

/**
 * A text's entries by a function of one's own: the extension pg_trgm lists words alone, has nothing for two characters,
 * and knows no other alphabet where the database's locale is C.
 */
async function textIndex(db: Kysely<unknown>): Promise<void> {
  await sql`create function snapshot_text_entries(text) returns tsvector language sql immutable strict parallel safe as $$ select array_to_tsvector(array(select substr($1, place, 3) from generate_series(1, length($1)) as place)) $$`.execute(
    db,
  );
  await sql`drop index if exists snapshots_searched`.execute(db);
  await sql`create index snapshots_searched on snapshots using gin (snapshot_text_entries(search_text))`.execute(
    db,
  );
}
