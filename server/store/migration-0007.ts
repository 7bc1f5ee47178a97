import type { Kysely, Migration } from "kysely";

/** What people made of groups of failures. The newest change of a group is its state. */
export const triageChangesTable: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("triage_changes")
      .addColumn("connection", "text", (c) => c.notNull())
      .addColumn("group_key", "text", (c) => c.notNull())
      .addColumn("changed_at", "bigint", (c) => c.notNull())
      .addColumn("status", "text", (c) => c.notNull())
      .addColumn("muted_until", "bigint")
      .addColumn("until_grows", "integer", (c) => c.notNull())
      .addColumn("worst_day", "integer")
      .addColumn("note", "text")
      .addColumn("link", "text")
      .addColumn("who", "text")
      .addPrimaryKeyConstraint("triage_changes_key", ["connection", "group_key", "changed_at"])
      .execute();
  },
};
