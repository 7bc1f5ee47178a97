import type { Kysely, Migration } from "kysely";

/** What was read of the images of good snapshots. */
export const imagesTable: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("images")
      .addColumn("connection", "text", (c) => c.notNull())
      .addColumn("instance_id", "text", (c) => c.notNull())
      .addColumn("image_id", "text", (c) => c.notNull())
      .addColumn("state", "text", (c) => c.notNull())
      .addColumn("size_gb", "double precision")
      .addColumn("read_at", "bigint", (c) => c.notNull())
      .addPrimaryKeyConstraint("images_key", ["connection", "instance_id", "image_id"])
      .execute();
  },
};
