import type { Kysely, Migration } from "kysely";

/** Who may see an instance: with its owner that tells what a credential is shown. */
export const instanceAccessibility: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("instances").addColumn("accessibility", "text").execute();
  },
};
