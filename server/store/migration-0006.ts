import type { Kysely, Migration } from "kysely";

/** Which replicas are alive, and what the one that syncs a connection says of it. */
export const replicaTables: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("replicas")
      .addColumn("id", "text", (c) => c.primaryKey())
      .addColumn("seen_at", "bigint", (c) => c.notNull())
      .execute();
    await db.schema
      .createTable("sync_states")
      .addColumn("connection", "text", (c) => c.primaryKey())
      .addColumn("replica", "text", (c) => c.notNull())
      .addColumn("state", "text", (c) => c.notNull())
      .execute();
  },
};
