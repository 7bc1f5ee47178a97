import type { Kysely, Migration } from "kysely";

/** How often the ended snapshots of each UTC day have changed: what is kept of a day goes by it. */
export const changedDaysTable: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("changed_days")
      .addColumn("connection", "text", (c) => c.notNull())
      .addColumn("day", "integer", (c) => c.notNull())
      .addColumn("changes", "bigint", (c) => c.notNull())
      .addPrimaryKeyConstraint("changed_days_key", ["connection", "day"])
      .execute();
  },
};
