import { sql } from "kysely";
import { z } from "zod";
import type { SnapshotIndex } from "./open";
import type { SyncState } from "./sync-runs";

/** A replica that has not been seen for so long is taken for dead. */
export const deadAfterMs = 20_000;

/** By the database's clock, which is the one that all replicas share. */
const databaseNow = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
const aliveSince = sql<number>`${databaseNow} - ${sql.lit(deadAfterMs)}`;

/** What one replica learns of the others. */
export interface SeenReplicas {
  /** Replicas alive, this one included. */
  live: number;
  /** What live replicas say of the connections that they sync. */
  states: SyncState[];
}

/**
 * Says that a replica is alive and where its connections' syncs stand, and reads the same of the others. PostgreSQL
 * alone.
 * @param changed the states that have changed since it last said them
 */
export async function exchangeStates(
  { db }: SnapshotIndex,
  id: string,
  changed: readonly SyncState[],
): Promise<SeenReplicas> {
  await db
    .insertInto("replicas")
    .values({ id, seen_at: databaseNow })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ seen_at: databaseNow }))
    .execute();
  if (changed.length > 0) {
    await db
      .insertInto("sync_states")
      .values(
        changed.map((state) => ({
          connection: state.connection,
          replica: id,
          state: JSON.stringify(state),
        })),
      )
      .onConflict((conflict) =>
        conflict.column("connection").doUpdateSet((eb) => ({
          replica: eb.ref("excluded.replica"),
          state: eb.ref("excluded.state"),
        })),
      )
      .execute();
  }
  const others = await db
    .selectFrom("replicas")
    .leftJoin("sync_states", "sync_states.replica", "replicas.id")
    .select(["replicas.id", "sync_states.state"])
    .where("replicas.seen_at", ">", aliveSince)
    .where("replicas.id", "!=", id)
    .execute();
  return {
    live: new Set(others.map((other) => other.id)).size + 1,
    states: others.flatMap(({ state }) => (state === null ? [] : readState(state))),
  };
}

/** Takes a replica out that ends, and those that died without doing so. */
export async function leaveReplicas({ db }: SnapshotIndex, id: string): Promise<void> {
  await db
    .deleteFrom("replicas")
    .where((eb) => eb.or([eb("id", "=", id), eb("seen_at", "<=", aliveSince)]))
    .execute();
}

const stateSchema = z.object({
  connection: z.string(),
  phase: z.enum(["full", "incremental", "reconcile", "idle"]),
  done: z.number(),
  total: z.number(),
  calls: z.number(),
  perMinute: z.number(),
  throttled: z.number(),
  startedAt: z.number().nullable(),
  nextAt: z.number().nullable(),
  error: z.string().nullable(),
  refused: z.object({ workspace: z.string().nullable() }).nullable(),
}) satisfies z.ZodType<SyncState>;

/** Another release may have written it: what cannot be read counts as not said. */
function readState(text: string): SyncState[] {
  try {
    return [stateSchema.parse(JSON.parse(text))];
  } catch {
    return [];
  }
}
