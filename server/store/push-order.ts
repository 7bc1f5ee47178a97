import { type RawBuilder, sql } from "kysely";
import type { PushSort } from "../contract";
import type { IndexView } from "./view";

/** What rows are ordered by, first of all whether they lack it. */
interface RowOrder {
  isMissing: RawBuilder<number>;
  value: RawBuilder<string | number | null>;
}

/**
 * What pushes beside their instances are sorted by. Texts go by code point, as lists that are read live do.
 * @param now milliseconds since the epoch: a push in flight takes longer all the time
 */
export function pushOrder(
  { engine }: Pick<IndexView, "engine">,
  sort: Exclude<PushSort, "happened">,
  now: number,
): RowOrder {
  if (sort === "duration") {
    const value = sql<
      number | null
    >`case when snapshots.phase = 'inFlight' and snapshots.gone_at is null then ${sql.lit(now)} - snapshots.created_at else snapshots.duration_ms end`;
    return { isMissing: sql<number>`case when ${value} is null then 1 else 0 end`, value };
  }
  const text = sql<string>`coalesce(${texts[sort]}, '')`;
  const value = engine === "libsql" ? text : sql<string>`${text} collate "C"`;
  return { isMissing: sql<number>`case when ${text} = '' then 1 else 0 end`, value };
}

const texts: Record<Exclude<PushSort, "happened" | "duration">, RawBuilder<string | null>> = {
  name: sql`snapshots.name`,
  status: sql`snapshots.status`,
  instance: sql`coalesce(instances.name, instances.instance_id)`,
  owner: sql`instances.user_name`,
  image: sql`coalesce(snapshots.image_url, snapshots.image_id)`,
  reason: sql`trim(coalesce(snapshots.reason_code, '') || ' ' || coalesce(snapshots.reason_message, ''))`,
};
