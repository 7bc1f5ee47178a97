import { sql } from "kysely";
import type { CauseAdvice } from "../contract";
import { asksForPathExclusion, type Cause, type KnownSupport, stepsFor } from "../triage/causes";
import type { SnapshotRow } from "./columns";
import { instancesIn } from "./failure-groups";
import type { IndexView } from "./view";

type Place = Pick<SnapshotRow, "connection" | "instance_id">;

/**
 * A cause with what to try on the instances of some pushes, without its matchers, which are nobody's business
 * but the catalogue's.
 */
export async function adviceFor(
  view: IndexView,
  cause: Cause,
  pushes: readonly Place[],
): Promise<CauseAdvice> {
  const pathExclusion = asksForPathExclusion(cause)
    ? await pathExclusionOf(view, pushes)
    : { known: 0, of: 0 };
  return {
    id: cause.id,
    origin: cause.origin,
    title: cause.title,
    why: cause.why,
    advice: stepsFor(cause, { pathExclusion }),
    sources: cause.sources,
  };
}

/**
 * How many instances of some pushes are known to support exclude paths. Only instances of one kind, ECI, do
 * (docs/dsw-api.md, "Forms of values"), and no field names the kind: a snapshot that has such paths tells it.
 * An instance without one may be of any kind, and is not counted.
 */
async function pathExclusionOf(view: IndexView, pushes: readonly Place[]): Promise<KnownSupport> {
  // An index lists the snapshots with paths, of which there are few beside the pushes that may be asked about.
  const rows = await view
    .snapshots([...new Set(pushes.map(({ connection }) => connection))])
    // Written out and not bound: the index of those with paths serves only a query that says so.
    .where("exclude_paths", "<>", sql.lit("[]"))
    .select(["connection", "instance_id"])
    .distinct()
    .execute();
  const supporting = new Map<string, Set<string>>();
  for (const { connection, instance_id } of rows) {
    const known = supporting.get(connection) ?? new Set();
    supporting.set(connection, known.add(instance_id));
  }
  const known = pushes.filter(({ connection, instance_id }) =>
    supporting.get(connection)?.has(instance_id),
  );
  return { known: instancesIn(known), of: instancesIn(pushes) };
}
