import { sql } from "kysely";
import type { InstanceMatch } from "../contract";
import { likePattern } from "./snapshot-filter";
import type { IndexView } from "./view";

/** Matches given: what fits beside the box that is typed into. */
const most = 8;

/** Instances by name or id, exact ids first, then what changed last. */
export async function searchInstances(
  view: IndexView,
  connections: readonly string[],
  q: string,
): Promise<InstanceMatch[]> {
  const pattern = likePattern(q);
  const rows = await view
    .instances(connections)
    .select(["connection", "instance_id", "name", "status", "workspace_name"])
    .where("gone_at", "is", null)
    .where(
      sql<boolean>`(lower(instance_id) like ${pattern} escape '\\' or lower(name) like ${pattern} escape '\\')`,
    )
    .orderBy(sql`case when lower(instance_id) = ${q.toLowerCase()} then 0 else 1 end`)
    .orderBy("modified_at", "desc")
    .orderBy("instance_id")
    .orderBy("connection")
    .limit(most)
    .execute();
  return rows.map((row) => ({
    connection: row.connection,
    instanceId: row.instance_id,
    instanceName: row.name,
    status: row.status,
    workspaceName: row.workspace_name,
  }));
}
