import type { Visibility } from "../contract";
import { privateAccess, scopeOf } from "../snapshots/visibility";
import type { SnapshotIndex } from "./open";
import type { SyncState } from "./sync-runs";

/** What the credential of each connection is shown, as far as its instance list and the last run tell. */
export async function visibilityOf(
  { db }: SnapshotIndex,
  connections: readonly string[],
  states: readonly Pick<SyncState, "connection" | "refused">[],
): Promise<Visibility[]> {
  const rows = await db
    .selectFrom("instances")
    .select((eb) => [
      "connection",
      eb.fn.count<number>("user_id").distinct().as("owners"),
      eb.fn
        .count<number>(
          eb.case().when("accessibility", "=", privateAccess).then(eb.ref("user_id")).end(),
        )
        .distinct()
        .as("privateOwners"),
    ])
    .where("connection", "in", connections)
    .where("gone_at", "is", null)
    .groupBy("connection")
    .execute();
  const counted = new Map(rows.map((row) => [row.connection, row]));
  return connections.map((connection): Visibility => {
    const state = states.find((one) => one.connection === connection);
    if (state?.refused) return { connection, scope: "refused", workspace: state.refused.workspace };
    const row = counted.get(connection);
    const scope = row
      ? scopeOf({ owners: Number(row.owners), privateOwners: Number(row.privateOwners) })
      : "unknown";
    return { connection, scope, workspace: null };
  });
}
