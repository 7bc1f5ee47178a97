import { type SelectQueryBuilder, sql } from "kysely";
import { z } from "zod";
import { changesOfDays, type DayChanges } from "./changed-days";
import { type GroupedSnapshot, groupedSnapshot } from "./columns";
import { type FailedPush, failedDays, mayKeepDays } from "./failed-days";
import { newestFirst } from "./newest-first";
import type { IndexDatabase } from "./schema";
import { isNamed, type RowFilter, snapshotsOf, unfiltered, wholeText } from "./snapshot-filter";
import { isOneOf } from "./sql-list";
import { mapInTurns, nextTurn, sortInTurns } from "./turns";
import type { IndexView } from "./view";

const columns = groupedSnapshot.keyof().options;

/** What pushes are narrowed to further, and what is known of their days already. */
interface Narrowed {
  fingerprints?: readonly string[] | undefined;
  /** Of the days that the filter's span touches; they are asked for where they are not given. */
  changes?: DayChanges | undefined;
}

/** Every push of a filter, or those with some fingerprints, newest first. */
export async function groupedSnapshots(
  view: IndexView,
  filter: RowFilter,
  { fingerprints, changes }: Narrowed = {},
): Promise<GroupedSnapshot[]> {
  return filter.outcome === "failed" && mayKeepDays(view, filter.connections)
    ? await fromDays(view, filter, fingerprints, changes)
    : await read(view, filter, { fingerprints });
}

/** Out of whole days, most of which need not be read again. */
async function fromDays(
  view: IndexView,
  filter: RowFilter,
  fingerprints: readonly string[] | undefined,
  known: DayChanges | undefined,
): Promise<GroupedSnapshot[]> {
  const { connections, outcome, stuckBefore, from, to, q } = filter;
  const changes = known ?? (await changesOfDays(view, connections, filter));
  const withText = q !== "";
  const [days, contains] = await Promise.all([
    failedDays(view, filter, {
      changes,
      withText,
      read: (span) =>
        read(view, { ...unfiltered, connections, outcome, stuckBefore, ...span }, { withText }),
    }),
    withText ? containing(view, connections, q) : () => true,
  ]);
  const passes = passesValues(filter);
  const members = fingerprints && new Set(fingerprints);
  const pushes: GroupedSnapshot[] = [];
  for (const rows of days) {
    if (rows.length > 500) await nextTurn();
    for (const row of rows) {
      const inSpan = row.happened_at >= from && row.happened_at < to;
      const isMember = !members || members.has(row.fingerprint);
      if (inSpan && isMember && passes(row) && contains(row)) pushes.push(row);
    }
  }
  return pushes;
}

/** Whether a push, read with its text, contains another or is of an instance that does. */
async function containing(
  view: IndexView,
  connections: readonly string[],
  q: string,
): Promise<(push: FailedPush) => boolean> {
  const placeOf = (place: Pick<GroupedSnapshot, "connection" | "instance_id">) =>
    `${place.instance_id} ${place.connection}`;
  const rows = await view
    .instances(connections)
    .select(["connection", "instance_id"])
    .where(isNamed(q))
    .execute();
  const instances = new Set(rows.map(placeOf));
  const wanted = q.toLowerCase();
  return (push) =>
    (push.text?.includes(wanted) ?? false) || (instances.size > 0 && instances.has(placeOf(push)));
}

async function read(
  view: IndexView,
  filter: RowFilter,
  { fingerprints, withText = false }: Pick<Narrowed, "fingerprints"> & { withText?: boolean },
): Promise<FailedPush[]> {
  const query = snapshotsOf(view, filter)
    .$if(fingerprints !== undefined, (all) =>
      all.where(isOneOf(view, "snapshots.fingerprint", fingerprints ?? [])),
    )
    .select(columns)
    .$if(withText, (all) => all.select(wholeText.as("text")));
  const rows =
    view.engine === "libsql"
      ? await asTexts(view, query, withText ? [...columns, "text"] : columns)
      : await query.execute();
  // Sorted here: asked for in order, the rows come from an index that does not hold all of them.
  return sortInTurns(rows, newestFirst);
}

/** The rows are the index's own, cleaned when they were stored: what is checked is that none lacks a column. */
const storedRow = z.custom<FailedPush>(
  (row) => typeof row === "object" && row !== null && columns.every((column) => column in row),
);

/** Handing thousands of rows over value by value costs libSQL several times what one text a row does. */
async function asTexts(
  view: IndexView,
  query: SelectQueryBuilder<IndexDatabase, "snapshots", FailedPush>,
  names: readonly string[],
): Promise<FailedPush[]> {
  const values = sql.join(names.map((name) => sql.ref(name)));
  const rows = await view
    .over(query.as("pushes"))
    .select(sql<string>`json_array(${values})`.as("text"))
    .execute();
  return mapInTurns(rows, ({ text }) => storedRow.parse(byName(names, JSON.parse(text))), 2_000);
}

function byName(names: readonly string[], values: unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  names.forEach((name, at) => {
    row[name] = values[at];
  });
  return row;
}

type Field = "workspace" | "owner" | "registry" | "reason";

/** What each filter of several values compares. */
export const filteredValue: Record<Field, (push: GroupedSnapshot) => string | null> = {
  workspace: (push) => push.workspace_id,
  owner: (push) => push.user_id,
  registry: (push) => push.registry,
  reason: (push) => push.reason_code,
};

/** Whether a push passes the filters of several values, `except` for one. */
export function passesValues(
  filter: Pick<RowFilter, Field>,
  except?: Field,
): (push: GroupedSnapshot) => boolean {
  const fields: Field[] = ["workspace", "owner", "registry", "reason"];
  const checks = fields
    .filter((field) => field !== except && filter[field].length > 0)
    .map((field) => ({ value: filteredValue[field], wanted: new Set(filter[field]) }));
  return (push) => checks.every(({ value, wanted }) => wanted.has(value(push) ?? ""));
}
