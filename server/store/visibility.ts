import type { Visibility } from "../contract";
import { privateAccess, scopeOf } from "../snapshots/visibility";
import { keptOfInstances } from "./kept-of-instances";
import type { SyncState } from "./sync-runs";
import type { IndexView } from "./view";

/** What the credential of each connection is shown, as far as its instance list and the last run tell. */
export async function visibilityOf(
  view: IndexView,
  connections: readonly string[],
  states: readonly Pick<SyncState, "connection" | "refused">[],
): Promise<Visibility[]> {
  const rows = await ownersOf(view, connections);
  const counted = new Map(rows.map((row) => [row.connection, row]));
  return connections.map((connection): Visibility => {
    const state = states.find((one) => one.connection === connection);
    const isLimited = view.isLimited(connection);
    if (state?.refused) {
      // Which workspace it was may be nothing that this reader is to know of.
      return {
        connection,
        scope: "refused",
        workspace: isLimited ? null : state.refused.workspace,
      };
    }
    if (isLimited) return { connection, scope: "limited", workspace: null };
    const row = counted.get(connection);
    const scope = row
      ? scopeOf({ owners: Number(row.owners), privateOwners: Number(row.privateOwners) })
      : "unknown";
    return { connection, scope, workspace: null };
  });
}

/** How many owners the instances of each connection have, and how many of those have private ones. */
const ownersOf = keptOfInstances((view, connections) =>
  view
    .instances(connections)
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
    .where("gone_at", "is", null)
    .groupBy("connection")
    .execute(),
);
