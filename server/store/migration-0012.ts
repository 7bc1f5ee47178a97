import { type Kysely, type Migration, sql } from "kysely";

/** All that is told of the succeeded pushes of a span, so that the rows themselves are not touched. */
export const succeededIndex: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index snapshots_succeeded on snapshots (connection, happened_at, duration_ms, workspace_id, user_id, registry) where phase = 'succeeded'`.execute(
      db,
    );
  },
};
