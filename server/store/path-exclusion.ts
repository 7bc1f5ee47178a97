import { sql } from "kysely";
import type { CauseAdvice } from "../contract";
import { asksForPathExclusion, type Cause, type KnownSupport, stepsFor } from "../triage/causes";
import type { SnapshotRow } from "./columns";
import { isOneOf } from "./sql-list";
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
  const places = new Set(pushes.map(placeOf));
  const rows = await view
    .instances([...new Set(pushes.map(({ connection }) => connection))])
    .where(
      isOneOf(view, "instances.instance_id", [
        ...new Set(pushes.map(({ instance_id }) => instance_id)),
      ]),
    )
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("snapshots")
          .select("snapshots.instance_id")
          .whereRef("snapshots.connection", "=", "instances.connection")
          .whereRef("snapshots.instance_id", "=", "instances.instance_id")
          // Written out and not bound: the index of those with paths serves only a query that says so.
          .where("snapshots.exclude_paths", "<>", sql.lit("[]")),
      ),
    )
    .select(["instances.connection", "instances.instance_id"])
    .execute();
  return { known: rows.filter((row) => places.has(placeOf(row))).length, of: places.size };
}

const placeOf = ({ connection, instance_id }: Place) => `${connection}/${instance_id}`;
