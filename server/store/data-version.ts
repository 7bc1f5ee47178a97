import { type RawBuilder, sql } from "kysely";
import { LRUCache } from "lru-cache";
import type { SnapshotIndex } from "./open";

/*
 * What tells whether anything of some connections has changed in the index, in this process or another. It is counted
 * from what is stored, so that no writer can forget to count.
 */

const known = new WeakMap<SnapshotIndex["db"], LRUCache<string, Promise<string>>>();

/**
 * A text that is another one after every change of what the index has of some connections. While nothing at all is
 * written it costs no more than asking that.
 */
export async function dataVersion(
  index: SnapshotIndex,
  connections: readonly string[],
): Promise<string> {
  if (connections.length === 0) return "";
  const kept = known.get(index.db) ?? new LRUCache<string, Promise<string>>({ max: 200 });
  known.set(index.db, kept);
  // Asked first: what is written meanwhile belongs to the next version.
  const key = [await index.writes(), ...connections].join("\n");
  const begun = kept.get(key);
  if (begun !== undefined) return begun;
  const version = readVersion(index, connections);
  // Whoever asks meanwhile waits for the same; what fails is asked again.
  kept.set(key, version);
  return version.catch((error: unknown) => {
    kept.delete(key);
    throw error;
  });
}

/** Every row has a time that moves when it is written, or is counted by its day; what goes changes the number of rows. */
async function readVersion({ db }: SnapshotIndex, connections: readonly string[]): Promise<string> {
  const of = (table: string, ...numbers: readonly RawBuilder<unknown>[]) => {
    const sums = numbers.map((number) => sql`|| ' ' || coalesce(sum(${number}), 0)`);
    return sql`(select count(*) ${sql.join(sums, sql` `)} from ${sql.table(table)} where connection in (${sql.join(connections)}))`;
  };
  const parts = [
    of(
      "instances",
      sql`read_at`,
      sql`coalesce(history_read_at, 0)`,
      sql`coalesce(error_at, 0)`,
      sql`coalesce(gone_at, 0)`,
    ),
    of("changed_days", sql`changes`),
    of("missing", sql`since`),
    of("images", sql`read_at`),
    of("triage_changes", sql`changed_at`),
    of("sync_runs", sql`case when kind = 'full' and finished_at is not null then 1 else 0 end`),
  ];
  const { rows } = await sql<{
    version: string;
  }>`select ${sql.join(parts, sql` || '/' || `)} as version`.execute(db);
  return rows[0]?.version ?? "";
}
