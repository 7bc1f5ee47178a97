import { LRUCache } from "lru-cache";
import { dayMs } from "../triage/zoned-bins";
import { type DayChanges, dayOf } from "./changed-days";
import type { GroupedSnapshot } from "./columns";
import { keptBeside } from "./kept-beside";
import type { RowFilter } from "./snapshot-filter";
import { mapInTurns } from "./turns";
import type { IndexView } from "./view";

/*
 * The failed pushes of each UTC day of a connection, kept for as long as that day does not change. A period's
 * failures are asked for again and again, and nearly all of its days are over.
 */

/** Rows that are kept, of all days together: of 200 bytes or so each. */
const rowsAtMost = 250_000;

/** A row with a text counts as one more for so many characters. */
const charactersOfRow = 200;

/** A server of an older release may write without counting its changes: nothing is kept for longer. */
const keptMs = 10 * 60_000;

/** A failed push, with the text that it is searched by where that is asked for. */
export type FailedPush = GroupedSnapshot & { text?: string };

interface Kept {
  changes: number;
  /** Newest first. */
  rows: readonly FailedPush[];
}

const keptOf = keptBeside(
  () =>
    new LRUCache<string, Kept>({
      maxSize: rowsAtMost,
      sizeCalculation: ({ rows }) =>
        1 +
        rows.reduce((sum, { text = "" }) => sum + 1 + Math.ceil(text.length / charactersOfRow), 0),
      ttl: keptMs,
    }),
);

/** What is kept is nobody's view but that of whoever sees the connections whole: rights change without a snapshot's. */
export const mayKeepDays = (view: IndexView, connections: readonly string[]) =>
  !connections.some((connection) => view.isLimited(connection));

/**
 * The failed pushes of whole days, a list a day, the newest day first.
 * @param about.changes of these days
 * @param about.withText whether the rows are read with their text
 * @param about.read reads the failed pushes of a span from the index, newest first
 */
export async function failedDays(
  view: IndexView,
  filter: Pick<RowFilter, "connections" | "from" | "to">,
  about: {
    changes: DayChanges;
    withText: boolean;
    read: (span: { from: number; to: number }) => Promise<FailedPush[]>;
  },
): Promise<(readonly FailedPush[])[]> {
  const { changes, withText, read } = about;
  const kept = keptOf(view);
  const { connections } = filter;
  const [first, last] = [dayOf(filter.from), dayOf(filter.to - 1)];
  const days = Array.from({ length: last - first + 1 }, (_, back) => last - back);
  const key = (day: number) => `${day} ${withText ? "text" : ""} ${connections.join("\n")}`;
  const current = (day: number) => {
    const found = kept.get(key(day));
    return found?.changes === changesOf(changes, connections, day) ? found.rows : undefined;
  };
  const byDay = new Map(days.map((day) => [day, current(day)]));
  const missing = days.filter((day) => byDay.get(day) === undefined);
  const [newest, oldest] = [missing[0], missing.at(-1)];
  if (newest === undefined || oldest === undefined) return days.map((day) => byDay.get(day) ?? []);
  // The days between two that changed come with them: one query costs less than several.
  const rows = await read({ from: oldest * dayMs, to: (newest + 1) * dayMs });
  const lists = new Map<number, FailedPush[]>();
  const same = sameTexts();
  await mapInTurns(
    rows,
    (row) => {
      const day = dayOf(row.happened_at);
      const list = lists.get(day);
      if (list) list.push(same(row));
      else lists.set(day, [same(row)]);
    },
    2_000,
  );
  return days.map((day) => {
    if (day > newest || day < oldest) return byDay.get(day) ?? [];
    const list = lists.get(day) ?? [];
    kept.set(key(day), { changes: changesOf(changes, connections, day), rows: list });
    return list;
  });
}

/** A change of any connection's day makes this grow. */
const changesOf = (changes: DayChanges, connections: readonly string[], day: number) =>
  connections.reduce((sum, connection) => sum + changes(connection, day), 0);

/** Gives rows whose equal texts are the same one: all but the ids occur again and again. */
function sameTexts(): (row: FailedPush) => FailedPush {
  const known = new Map<string, string>();
  const same = (text: string) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    known.set(text, text);
    return text;
  };
  const maybe = (text: string | null) => (text === null ? null : same(text));
  return (row) => ({
    ...row,
    connection: same(row.connection),
    instance_id: same(row.instance_id),
    fingerprint: same(row.fingerprint),
    reason_code: maybe(row.reason_code),
    registry: maybe(row.registry),
    workspace_id: maybe(row.workspace_id),
    user_id: maybe(row.user_id),
  });
}
