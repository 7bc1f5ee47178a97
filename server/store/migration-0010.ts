import { type Kysely, type Migration, sql } from "kysely";

/** Which instances have a snapshot that leaves paths out, found without reading whole histories. */
export const excludePathsIndex: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index snapshots_with_exclude_paths on snapshots (connection, instance_id) where exclude_paths <> '[]'`.execute(
      db,
    );
  },
};
