import { type SelectQueryBuilder, sql } from "kysely";
import { z } from "zod";
import { type GroupedSnapshot, groupedSnapshot } from "./columns";
import { failedDays, mayKeepDays } from "./failed-days";
import { newestFirst } from "./newest-first";
import type { IndexDatabase } from "./schema";
import { type RowFilter, snapshotsOf, unfiltered } from "./snapshot-filter";
import { isOneOf } from "./sql-list";
import { mapInTurns, nextTurn, sortInTurns } from "./turns";
import type { IndexView } from "./view";

const columns = groupedSnapshot.keyof().options;

/** Every push of a filter, or those with some fingerprints, newest first. */
export async function groupedSnapshots(
  view: IndexView,
  filter: RowFilter,
  fingerprints?: readonly string[],
): Promise<GroupedSnapshot[]> {
  return filter.outcome === "failed" && filter.q === "" && mayKeepDays(view, filter.connections)
    ? await fromDays(view, filter, fingerprints)
    : await read(view, filter, fingerprints);
}

/** Out of whole days, most of which need not be read again. */
async function fromDays(
  view: IndexView,
  filter: RowFilter,
  fingerprints: readonly string[] | undefined,
): Promise<GroupedSnapshot[]> {
  const { connections, outcome, stuckBefore, from, to } = filter;
  const days = await failedDays(view, filter, (span) =>
    read(view, { ...unfiltered, connections, outcome, stuckBefore, ...span }),
  );
  const passes = passesValues(filter);
  const members = fingerprints && new Set(fingerprints);
  const pushes: GroupedSnapshot[] = [];
  for (const rows of days) {
    if (rows.length > 500) await nextTurn();
    for (const row of rows) {
      const inSpan = row.happened_at >= from && row.happened_at < to;
      if (inSpan && passes(row) && (!members || members.has(row.fingerprint))) pushes.push(row);
    }
  }
  return pushes;
}

async function read(
  view: IndexView,
  filter: RowFilter,
  fingerprints?: readonly string[],
): Promise<GroupedSnapshot[]> {
  const query = snapshotsOf(view, filter)
    .$if(fingerprints !== undefined, (all) =>
      all.where(isOneOf(view, "snapshots.fingerprint", fingerprints ?? [])),
    )
    .select(columns);
  const rows = view.engine === "libsql" ? await asTexts(view, query) : await query.execute();
  // Sorted here: asked for in order, the rows come from an index that does not hold all of them.
  return sortInTurns(rows, newestFirst);
}

/** The rows are the index's own, cleaned when they were stored: what is checked is that none lacks a column. */
const storedRow = z.custom<GroupedSnapshot>(
  (row) => typeof row === "object" && row !== null && columns.every((column) => column in row),
);

/** Handing thousands of rows over value by value costs libSQL several times what one text a row does. */
async function asTexts(
  view: IndexView,
  query: SelectQueryBuilder<IndexDatabase, "snapshots", GroupedSnapshot>,
): Promise<GroupedSnapshot[]> {
  const values = sql.join(columns.map((column) => sql.ref(column)));
  const rows = await view
    .over(query.as("pushes"))
    .select(sql<string>`json_array(${values})`.as("text"))
    .execute();
  return mapInTurns(rows, ({ text }) => storedRow.parse(byColumn(JSON.parse(text))), 2_000);
}

function byColumn(values: unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  columns.forEach((column, at) => {
    row[column] = values[at];
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
