import { sql } from "kysely";
import type { ImageState, InstanceImage } from "../contract";
import { isoSecond } from "./columns";
import type { SnapshotIndex } from "./open";
import { excluded } from "./upsert";
import type { IndexView } from "./view";

/** What a reading of an image came to, as far as the index keeps it. */
export interface KnownImage {
  state: ImageState;
  sizeGb: number | null;
  /** In milliseconds since the epoch. */
  readAt: number;
}

/** An image by where it belongs. */
export interface ImageAddress {
  connection: string;
  instanceId: string;
  imageId: string;
}

/** What was read is taken as true for so long, and is read anew after it where it matters. */
export const imageKnownForMs = 24 * 3_600_000;
/** Good snapshots of an instance whose images are told: more could not be told apart. */
export const imagesOfInstance = 24;
/** Rows of a connection at most, and how long one is kept that nobody had read anew. */
const rowsAtMost = 20_000;
const keptMs = 30 * 86_400_000;

/**
 * Keeps what was read of an image, if a snapshot of the index has it: an address that somebody made up leaves
 * nothing behind. A size is kept when its image is gone, for the trend.
 */
export async function saveImage(
  { db }: SnapshotIndex,
  { connection, instanceId, imageId }: ImageAddress,
  { state, sizeGb, readAt }: KnownImage,
): Promise<void> {
  const known = await db
    .selectFrom("snapshots")
    .select("snapshot_id")
    .where("connection", "=", connection)
    .where("instance_id", "=", instanceId)
    .where("image_id", "=", imageId)
    .limit(1)
    .executeTakeFirst();
  if (!known) return;
  const row = {
    connection,
    instance_id: instanceId,
    image_id: imageId,
    state,
    size_gb: sizeGb,
    read_at: readAt,
  };
  await db
    .insertInto("images")
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(["connection", "instance_id", "image_id"]).doUpdateSet({
        ...excluded(["state", "read_at"]),
        size_gb: sql<number>`coalesce(excluded.size_gb, images.size_gb)`,
      }),
    )
    .execute();
}

/** Forgets the images that were read long ago, and of very many the ones read first. */
export async function pruneImages(
  { db }: SnapshotIndex,
  connection: string,
  now: number,
): Promise<void> {
  const ofConnection = db.deleteFrom("images").where("connection", "=", connection);
  await ofConnection.where("read_at", "<", now - keptMs).execute();
  const last = await db
    .selectFrom("images")
    .select("read_at")
    .where("connection", "=", connection)
    .orderBy("read_at", "desc")
    .offset(rowsAtMost)
    .limit(1)
    .executeTakeFirst();
  if (last) await ofConnection.where("read_at", "<=", last.read_at).execute();
}

/** What is known of the images of an instance's newest good snapshots that are still listed. */
export async function imagesOf(
  view: IndexView,
  { connection, instanceId }: { connection: string; instanceId: string },
  now: number,
): Promise<{ items: InstanceImage[]; unread: string[] }> {
  const rows = await good(view.snapshots([connection]))
    .leftJoin("images", (join) =>
      join
        .onRef("images.connection", "=", "snapshots.connection")
        .onRef("images.instance_id", "=", "snapshots.instance_id")
        .onRef("images.image_id", "=", "snapshots.image_id"),
    )
    .select(["snapshots.snapshot_id", "snapshots.name", "snapshots.image_id"])
    .select(["snapshots.happened_at", "images.state", "images.size_gb", "images.read_at"])
    .where("snapshots.instance_id", "=", instanceId)
    .orderBy("snapshots.happened_at", "desc")
    .limit(imagesOfInstance)
    .execute();
  const items = rows.toReversed().flatMap((row): InstanceImage[] => {
    const { image_id: imageId, state, read_at: readAt } = row;
    if (imageId === null || state === null || readAt === null) return [];
    return [
      {
        snapshotId: row.snapshot_id,
        snapshotName: row.name,
        imageId,
        state,
        sizeGb: row.size_gb,
        at: isoSecond(row.happened_at),
        readAt: new Date(readAt).toISOString(),
      },
    ];
  });
  // A size does not change; that an image is there may.
  const isFresh = (row: (typeof rows)[number]) =>
    row.state === "present" || (row.read_at ?? 0) > now - imageKnownForMs;
  const unread = rows.flatMap((row) =>
    row.image_id === null || isFresh(row) ? [] : [row.image_id],
  );
  return { items, unread };
}

/**
 * The size of the image of each instance's newest good snapshot whose size is known, by the instance's id.
 * @param instanceIds null for all of them
 */
export async function imageSizes(
  view: IndexView,
  connection: string,
  instanceIds: readonly string[] | null,
): Promise<ReadonlyMap<string, number>> {
  if (instanceIds?.length === 0) return new Map();
  const sized = good(view.snapshots([connection]))
    .innerJoin("images", (join) =>
      join
        .onRef("images.connection", "=", "snapshots.connection")
        .onRef("images.instance_id", "=", "snapshots.instance_id")
        .onRef("images.image_id", "=", "snapshots.image_id"),
    )
    .where("images.size_gb", "is not", null)
    .$if(instanceIds !== null, (query) =>
      query.where("snapshots.instance_id", "in", instanceIds ?? []),
    )
    .select(["snapshots.instance_id", "images.size_gb"])
    .select(
      sql<number>`row_number() over (partition by snapshots.instance_id order by snapshots.happened_at desc, snapshots.snapshot_id)`.as(
        "place",
      ),
    );
  const rows = await view
    .over(sized.as("sized"))
    .select(["sized.instance_id", "sized.size_gb"])
    .where("sized.place", "=", 1)
    .execute();
  return new Map(rows.map((row) => [row.instance_id, row.size_gb ?? 0]));
}

/**
 * The images to ask for next: of each instance at risk, that of the newest good snapshot which is not known to
 * be gone, unless it was asked for within a day. Those never asked for come first.
 */
export async function imagesToCheck(
  index: SnapshotIndex,
  connection: string,
  now: number,
  limit: number,
): Promise<ImageAddress[]> {
  const since = now - imageKnownForMs;
  const newest = good(index.db.selectFrom("snapshots"))
    .where("snapshots.connection", "=", connection)
    .innerJoin("instances", (join) =>
      join
        .onRef("instances.connection", "=", "snapshots.connection")
        .onRef("instances.instance_id", "=", "snapshots.instance_id"),
    )
    .where("instances.gone_at", "is", null)
    .where("instances.bad_at", ">", sql<number>`coalesce(instances.good_at, 0)`)
    .where((eb) => eb.not(imageIsGone(since)))
    .select(["snapshots.instance_id", "snapshots.image_id"])
    .select(
      sql<number>`row_number() over (partition by snapshots.instance_id order by snapshots.happened_at desc, snapshots.snapshot_id)`.as(
        "place",
      ),
    );
  const rows = await index.db
    .selectFrom(newest.as("newest"))
    .leftJoin("images", (join) =>
      join
        .on("images.connection", "=", connection)
        .onRef("images.instance_id", "=", "newest.instance_id")
        .onRef("images.image_id", "=", "newest.image_id"),
    )
    .select(["newest.instance_id", "newest.image_id"])
    .where("newest.place", "=", 1)
    .where(sql<number>`coalesce(images.read_at, 0)`, "<=", since)
    .orderBy(sql`coalesce(images.read_at, 0)`)
    .orderBy("newest.instance_id")
    .limit(limit)
    .execute();
  return rows.flatMap(({ instance_id: instanceId, image_id: imageId }) =>
    imageId === null ? [] : [{ connection, instanceId, imageId }],
  );
}

/** Those of the snapshots that are listed, good, and name their image. */
const good = (snapshots: ReturnType<IndexView["snapshots"]>) =>
  snapshots
    .where("snapshots.phase", "=", "succeeded")
    .where("snapshots.gone_at", "is", null)
    .where("snapshots.image_id", "is not", null);

/** Whether the image of the snapshot in hand is known to be gone, by a reading after `since`. */
export const imageIsGone = (since = 0) =>
  sql<boolean>`exists (select 1 from images where images.connection = snapshots.connection and images.instance_id = snapshots.instance_id and images.image_id = snapshots.image_id and images.state = 'gone' and images.read_at > ${since})`;
