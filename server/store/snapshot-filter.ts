import { sql } from "kysely";
import type { FailureFilter, Outcome } from "../contract";
import { searchedAtMost } from "./rows";
import type { IndexView } from "./view";

/** The filters of the failures page, resolved: times in milliseconds since the epoch. */
export interface RowFilter {
  connections: readonly string[];
  from: number;
  to: number;
  outcome: Outcome;
  /** In flight since before this moment is stuck. */
  stuckBefore: number;
  workspace: readonly string[];
  owner: readonly string[];
  registry: readonly string[];
  reason: readonly string[];
  q: string;
}

/** The filters that leave no snapshot of a span out. */
export const unfiltered = {
  workspace: [],
  owner: [],
  registry: [],
  reason: [],
  q: "",
} as const satisfies Partial<RowFilter>;

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** How long a period is, and in which steps it moves on: within one, what is asked again is the same. */
const periods = {
  "24h": { ms: dayMs, stepMs: 5 * minuteMs },
  "7d": { ms: 7 * dayMs, stepMs: 60 * minuteMs },
  "30d": { ms: 30 * dayMs, stepMs: 60 * minuteMs },
} as const;

/** The longest span that is answered; an earlier `from` is moved up to it. */
const longestSpanMs = 366 * 86_400_000;

/** The span a filter asks for: its own `from` and `to`, else its period up to the end of the step that `now` is in. */
export function spanOf(
  { from, to, period }: FailureFilter,
  now: number,
): { from: number; to: number } {
  if (from !== undefined && to !== undefined) {
    const end = Date.parse(to);
    // Every day of a span is an entry of the answer: a year of them is the most one is given.
    return { from: Math.max(Date.parse(from), end - longestSpanMs), to: end };
  }
  const { ms, stepMs } = periods[period];
  const begun = Math.floor(now / stepMs) * stepMs;
  return { from: begun - ms, to: begun + stepMs };
}

/** Snapshots of an outcome that happened in the span and pass the filters. */
export function snapshotsOf(view: IndexView, filter: RowFilter) {
  const { workspace, owner, registry, reason, q } = filter;
  return view
    .snapshots(filter.connections)
    .$call((query) =>
      filter.outcome === "stuck"
        ? // A stuck push is stuck now, whenever it began.
          query
            .where("snapshots.phase", "=", "inFlight")
            .where("snapshots.gone_at", "is", null)
            .where("snapshots.created_at", "<", filter.stuckBefore)
        : query
            // Written out and not bound: an index of the failed ones alone serves only a query that says so.
            .where("snapshots.phase", "=", sql.lit(filter.outcome))
            .where("snapshots.happened_at", ">=", filter.from)
            .where("snapshots.happened_at", "<", filter.to),
    )
    .$if(workspace.length > 0, (query) => query.where("snapshots.workspace_id", "in", workspace))
    .$if(owner.length > 0, (query) => query.where("snapshots.user_id", "in", owner))
    .$if(registry.length > 0, (query) => query.where("snapshots.registry", "in", registry))
    .$if(reason.length > 0, (query) => query.where("snapshots.reason_code", "in", reason))
    .$if(q !== "", (query) => query.where(matchesText(q)));
}

/** The LIKE pattern of a lower-cased column that contains a text; the text's own wildcards are escaped by `\\`. */
export const likePattern = (q: string) => `%${q.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;

/** The text of a row that is as long as this may have been cut; it was counted in UTF-16, and is here in characters. */
const maybeCut = sql<boolean>`length(snapshots.search_text) >= ${sql.lit(searchedAtMost / 2)}`;

/** What a cut text may lack: a column each, in lower case. */
const cutColumns = ["name", "image_url", "reason_code", "reason_message", "labels"] as const;

const lineBreak = sql.lit("\n");

/** All of a row's text, in lower case. */
export const wholeText = sql<string>`case when ${maybeCut} then snapshots.search_text || ${lineBreak} || ${sql.join(
  cutColumns.map((column) => sql`lower(coalesce(${sql.ref(`snapshots.${column}`)}, ''))`),
  sql` || ${lineBreak} || `,
)} else snapshots.search_text end`;

/** Whether an instance's name or id contains a text, whatever its case. */
export function isNamed(q: string) {
  const pattern = likePattern(q);
  return sql<boolean>`(lower(instances.name) like ${pattern} escape '\\' or lower(instances.instance_id) like ${pattern} escape '\\')`;
}

/** Whether a row's ids, name, image, labels or reason, or its instance's name or id, contain a text, whatever its case. */
function matchesText(q: string) {
  const pattern = likePattern(q);
  const ofInstance = sql`(snapshots.connection, snapshots.instance_id) in (select connection, instance_id from instances where ${isNamed(q)})`;
  return sql<boolean>`(${wholeText} like ${pattern} escape '\\' or ${ofInstance})`;
}
