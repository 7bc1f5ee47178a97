import type { FacetValue, FailureListQuery, FailureSort, TopValues } from "../contract";
import type { GroupedSnapshot } from "./columns";
import { mapInTurns, sortInTurns } from "./turns";

/** Pushes that stand together. Times are milliseconds since the epoch. */
export interface Group {
  key: string;
  /** Newest first. */
  rows: readonly GroupedSnapshot[];
  newest: GroupedSnapshot;
  count: number;
  instances: number;
  /** Ever when grouped by cause, else in the period. */
  firstSeen: number;
  lastSeen: number;
  isNew: boolean;
  /** More pushes in the second half of the period than in its first. */
  isGrowing: boolean;
  fresh: number;
}

/** Pushes of one turn, where little is done with each. */
const pushesAtOnce = 2_000;
const groupsAtOnce = 250;

/** How many slices of the period a group's small chart has. */
const slices = 24;

/** Milliseconds since the epoch, the second one left out. */
interface Span {
  from: number;
  to: number;
}

export interface Grouping {
  /** The key of the group that a push belongs to. */
  keyOf: (push: GroupedSnapshot) => string;
  /** When a group's first push ever failed; undefined where that is not known. */
  firstSeen: (key: string) => number | undefined;
}

/** Pushes in groups, sorted. `since` is when the reader looked last. */
export async function groupSnapshots(
  pushes: readonly GroupedSnapshot[],
  { keyOf, firstSeen }: Grouping,
  sort: FailureSort,
  span: Span,
  since = Number.POSITIVE_INFINITY,
): Promise<Group[]> {
  const rowsByKey = new Map<string, GroupedSnapshot[]>();
  const add = (push: GroupedSnapshot) => {
    const key = keyOf(push);
    const rows = rowsByKey.get(key);
    if (rows) rows.push(push);
    else rowsByKey.set(key, [push]);
  };
  await mapInTurns(pushes, add, pushesAtOnce);
  const groups = await mapInTurns(
    [...rowsByKey],
    ([key, rows]) => groupOf(key, rows, span, since, firstSeen(key)),
    groupsAtOnce,
  );
  return sortInTurns(groups, compare(sort));
}

function groupOf(
  key: string,
  rows: readonly GroupedSnapshot[],
  span: Span,
  since: number,
  firstEver: number | undefined,
): Group {
  const newest = rows[0];
  const oldest = rows.at(-1);
  if (!newest || !oldest) throw new Error("a group without rows");
  let inSecondHalf = 0;
  for (const row of rows) if (sliceOf(row, span) >= slices / 2) inSecondHalf++;
  const notFresh = rows.findIndex((row) => row.happened_at <= since);
  return {
    key,
    rows,
    newest,
    count: rows.length,
    instances: instancesIn(rows),
    firstSeen: firstEver ?? oldest.happened_at,
    lastSeen: newest.happened_at,
    isNew: firstEver !== undefined && firstEver >= span.from,
    isGrowing: inSecondHalf > rows.length - inSecondHalf,
    fresh: notFresh === -1 ? rows.length : notFresh,
  };
}

/** Where in a period a push stands, in slices from its start. */
const sliceOf = ({ happened_at }: GroupedSnapshot, { from, to }: Span) =>
  (slices * (happened_at - from)) / (to - from);

/** How many pushes each slice of a period has; what lies beyond it is of the first or the last. */
export function bucketsOf(rows: readonly GroupedSnapshot[], span: Span): number[] {
  const buckets = Array.from({ length: slices }, () => 0);
  for (const row of rows) {
    const slice = Math.min(slices - 1, Math.max(0, Math.floor(sliceOf(row, span))));
    buckets[slice] = (buckets[slice] ?? 0) + 1;
  }
  return buckets;
}

type Place = Pick<GroupedSnapshot, "connection" | "instance_id">;

/** How many instances pushes are of. */
export function instancesIn(rows: readonly Place[]): number {
  const [first] = rows;
  if (first === undefined) return 0;
  // There may be thousands of groups by instance, and a set for each would cost most of their answer.
  const { connection: ofFirst, instance_id: firstId } = first;
  if (rows.every((row) => row.instance_id === firstId && row.connection === ofFirst)) return 1;
  // A text made of both for each push would cost most of an answer.
  const byConnection = new Map<string, Set<string>>();
  for (const { connection, instance_id } of rows) {
    const known = byConnection.get(connection);
    if (known) known.add(instance_id);
    else byConnection.set(connection, new Set([instance_id]));
  }
  let sum = 0;
  for (const instances of byConnection.values()) sum += instances.size;
  return sum;
}

/** Tells the key of a push's group where patterns do not matter; for the pushes of one answer. */
export function keysOfPushes(
  by: FailureListQuery["by"],
): (push: Place & Pick<GroupedSnapshot, "fingerprint" | "registry">) => string {
  switch (by) {
    case "cause":
      return ({ fingerprint }) => fingerprint;
    case "instance":
      return instanceKeys();
    case "registry":
      return ({ registry }) => registry ?? "";
  }
}

/** Keys by instance; the text of an instance is made once. */
function instanceKeys(): (push: Place) => string {
  const byConnection = new Map<string, Map<string, string>>();
  return (push) => {
    const keys = byConnection.get(push.connection) ?? new Map<string, string>();
    if (keys.size === 0) byConnection.set(push.connection, keys);
    const known = keys.get(push.instance_id);
    if (known !== undefined) return known;
    const key = `${push.connection}/${push.instance_id}`;
    keys.set(push.instance_id, key);
    return key;
  };
}

function compare(sort: FailureSort): (a: Group, b: Group) => number {
  const latest = (a: Group, b: Group) => b.lastSeen - a.lastSeen || (a.key < b.key ? -1 : 1);
  const rank = ({ isNew, isGrowing }: Group) => (isNew || isGrowing ? 0 : 1);
  switch (sort) {
    case "urgent":
      return (a, b) =>
        rank(a) - rank(b) || b.instances - a.instances || b.count - a.count || latest(a, b);
    case "count":
      return (a, b) => b.count - a.count || latest(a, b);
    case "newness":
      return (a, b) => b.firstSeen - a.firstSeen || latest(a, b);
    case "lastSeen":
      return latest;
  }
}

/** A group tells of each field as many values as fit a row. */
const topOf = 3;

/** The values of a field with the most pushes; `labels` has their names. */
export function topValues(
  pushes: readonly GroupedSnapshot[],
  value: (push: GroupedSnapshot) => string | null,
  labels: ReadonlyMap<string, string | null> = new Map(),
): TopValues {
  const all = facetOf(pushes, value);
  const values = all.slice(0, topOf).map((facet) => ({
    ...facet,
    label: labels.get(facet.value) ?? null,
  }));
  return { values, distinct: all.length };
}

/** How many pushes each value of a field has, the most frequent first; its label is still to be found. */
export function facetOf(
  pushes: readonly GroupedSnapshot[],
  value: (push: GroupedSnapshot) => string | null,
): FacetValue[] {
  const counts = new Map<string, FacetValue>();
  for (const push of pushes) {
    const word = value(push);
    if (word === null) continue;
    const facet = counts.get(word);
    if (facet) facet.count++;
    else counts.set(word, { value: word, label: null, count: 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
