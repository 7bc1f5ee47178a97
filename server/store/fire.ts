import { sql } from "kysely";
import type { Fire } from "../contract";
import { explain } from "../triage/causes";
import { judge, leadingGroup, type Settled, weekMs, weeksBack, windows } from "../triage/fire";
import { hourMs } from "../triage/zoned-bins";
import { coverageRead } from "./coverage";
import { namesOf } from "./failure-group-details";
import { facetOf, instancesIn, topValues } from "./failure-groups";
import type { FailureSource } from "./failure-source";
import { groupedSnapshots } from "./grouped-snapshots";
import { knownGroups } from "./known-patterns";
import { adviceFor } from "./path-exclusion";
import { type RowFilter, unfiltered } from "./snapshot-filter";
import type { IndexView } from "./view";

const longestWindow = Math.max(...windows);

/** An outbreak is followed back so far. */
const lookBackMs = 72 * hourMs;

/** Whether more fails on these connections than usual, and what it has in common. */
export async function fireNow(
  source: FailureSource,
): Promise<{ fire: Fire; readAt: string | null }> {
  const { index, connections, states, now, serviceNow = now } = source;
  const [{ coverage, readAt }, judged] = await Promise.all([
    coverageRead(index, connections, states, now),
    judgeNow(index, connections, serviceNow),
  ]);
  if (!coverage.complete) return { fire: { status: "unknown", why: "coverage" }, readAt };
  if (judged.status !== "unusual") return { fire: judged, readAt };
  const { hours, ...counts } = judged;
  const from = firstHour(serviceNow, hours);
  const leading = await leadingIn(source, from, serviceNow);
  // Pushes that were counted a moment ago may have been read anew since.
  if (leading === null) return { fire: { status: "usual" }, readAt };
  const to = new Date(serviceNow).toISOString();
  return { fire: { ...counts, from: new Date(from).toISOString(), to, leading }, readAt };
}

/** Windows begin at a full hour and end now, so that those of the weeks before are whole hours. */
const firstHour = (now: number, hours: number) =>
  Math.floor(now / hourMs) * hourMs - (hours - 1) * hourMs;

async function judgeNow(view: IndexView, connections: readonly string[], now: number) {
  const from = firstHour(now, longestWindow);
  const weeks = await Promise.all(
    Array.from({ length: weeksBack + 1 }, (_, week) =>
      settledByHour(view, connections, from - week * weekMs),
    ),
  );
  return judge((hours, weeksBefore) => {
    const byHour = weeks[weeksBefore] ?? [];
    return byHour.slice(longestWindow - hours).reduce(
      (sum, hour) => ({
        failed: sum.failed + hour.failed,
        succeeded: sum.succeeded + hour.succeeded,
      }),
      { failed: 0, succeeded: 0 },
    );
  });
}

/** What ended in each hour of the longest window that begins at a full hour. */
async function settledByHour(
  view: IndexView,
  connections: readonly string[],
  from: number,
): Promise<Settled[]> {
  // Written out: the embedded engine would not divide given numbers as whole ones.
  const hour = sql<number>`happened_at / ${sql.lit(hourMs)}`;
  const rows = await view
    .snapshots(connections)
    .where("phase", "in", ["failed", "succeeded"])
    .where("happened_at", ">=", from)
    .where("happened_at", "<", from + longestWindow * hourMs)
    .groupBy(["phase", hour])
    .select((eb) => ["phase", hour.as("hour"), eb.fn.countAll<number>().as("count")])
    .execute();
  const byHour = Array.from({ length: longestWindow }, () => ({ failed: 0, succeeded: 0 }));
  for (const row of rows) {
    const settled = byHour[Number(row.hour) - from / hourMs];
    if (settled && row.phase === "failed") settled.failed += Number(row.count);
    else if (settled) settled.succeeded += Number(row.count);
  }
  return byHour;
}

type Unusual = Extract<Fire, { status: "unusual" }>;

async function leadingIn(
  source: FailureSource,
  from: number,
  now: number,
): Promise<Unusual["leading"] | null> {
  const { index, connections, catalogue } = source;
  const filter: RowFilter = {
    ...unfiltered,
    connections,
    from: Math.min(from, now - lookBackMs),
    to: now + 1,
    outcome: "failed",
    stuckBefore: 0,
  };
  const [rows, names] = await Promise.all([
    groupedSnapshots(index, filter),
    namesOf(index, connections),
  ]);
  const groups = await knownGroups(source, [...new Set(rows.map((row) => row.fingerprint))]);
  const leading = leadingGroup(
    rows.map((row) => ({
      ...row,
      group: groups.groupOf(row.fingerprint)?.key ?? row.fingerprint,
      at: row.happened_at,
    })),
    from,
  );
  const newest = leading?.pushes[0];
  if (leading === null || newest === undefined) return null;
  const { group, pushes, since } = leading;
  const known = groups.groupOf(group);
  const cause =
    known === null
      ? explain({ reasonCode: newest.reason_code, reasonMessage: null }, catalogue)
      : known.cause;
  const [registry] = facetOf(pushes, (push) => push.registry);
  return {
    group,
    cause: cause && (await adviceFor(index, cause, pushes)),
    reasonCode: newest.reason_code,
    count: pushes.length,
    since: new Date(since).toISOString(),
    registry:
      registry !== undefined && registry.count > pushes.length / 2
        ? { value: registry.value, count: registry.count }
        : null,
    instances: instancesIn(pushes),
    owners: topValues(pushes, (push) => push.user_id, names.owners),
    workspaces: topValues(pushes, (push) => push.workspace_id, names.workspaces),
  };
}
