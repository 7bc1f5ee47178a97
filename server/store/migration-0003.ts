import type { Kysely, Migration } from "kysely";

/** What vanished from a list and is not yet known to be gone. */
export const missingTable: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("missing")
      .addColumn("connection", "text", (c) => c.notNull())
      .addColumn("instance_id", "text", (c) => c.notNull())
      .addColumn("snapshot_id", "text", (c) => c.notNull())
      .addColumn("since", "bigint", (c) => c.notNull())
      .addPrimaryKeyConstraint("missing_key", ["connection", "instance_id", "snapshot_id"])
      .execute();
  },
};
