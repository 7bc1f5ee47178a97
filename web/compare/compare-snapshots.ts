import type { Snapshot } from "../../server/contract";
import { parseTime } from "../i18n/format";
import { takenMs } from "../status/taken";

/** Whether two sides have the same value; unknown while one of them is missing. */
export type CompareResult = "same" | "different" | "unknown";

/** The values of both sides, and whether they are the same. */
export interface Sides<Value> {
  left: Value;
  right: Value;
  result: CompareResult;
}

interface Measured {
  /** By how much the right side is more, in milliseconds; null where either side has none. */
  delta: number | null;
}

/** One line of a comparison. A side that is absent, or not there at all, is null. */
export type CompareRow =
  | ({ field: "status" | "reason" | "imageId" | "imageUrl" } & Sides<string | null>)
  | ({ field: "created" | "modified" } & Sides<string | null> & Measured)
  | ({ field: "duration" } & Sides<number | null> & Measured)
  | ({ field: "label"; name: string } & Sides<string | null>)
  /** Whether the path is excluded on that side. */
  | ({ field: "excludePath"; name: string } & Sides<boolean>);

/** The lines of a comparison under the headings they are read by. */
export interface Comparison {
  outcome: CompareRow[];
  image: CompareRow[];
  times: CompareRow[];
  labels: CompareRow[];
  excludePaths: CompareRow[];
}

type MaybeSnapshot = Snapshot | undefined;

/**
 * Lays two snapshots side by side. With one of them missing the other's lines are still shown, and
 * no line claims to be the same or different.
 * @param now milliseconds since the epoch: what is in flight has taken until then
 */
export function compareSnapshots(
  left: MaybeSnapshot,
  right: MaybeSnapshot,
  now: number,
): Comparison {
  const sides = <Value>(of: (snapshot: MaybeSnapshot) => Value): Sides<Value> => {
    const [one, other] = [of(left), of(right)];
    return { left: one, right: other, result: result(one === other) };
  };
  const result = (same: boolean): CompareResult =>
    left === undefined || right === undefined ? "unknown" : same ? "same" : "different";
  const time = (field: "created" | "modified", of: (snapshot: MaybeSnapshot) => string | null) => {
    const pair = sides(of);
    const delta = difference(parseTime(pair.left), parseTime(pair.right));
    // One instant may be written in more than one way.
    return { field, ...pair, result: delta === 0 ? result(true) : pair.result, delta };
  };
  const duration = sides((snapshot) => (snapshot ? takenMs(snapshot, now) : null));
  const labels = { left: labelMap(left), right: labelMap(right) };
  const paths = { left: new Set(left?.excludePaths), right: new Set(right?.excludePaths) };

  return {
    outcome: [
      { field: "status", ...sides((snapshot) => snapshot?.status ?? null) },
      { field: "reason", ...sides(reasonOf) },
    ],
    image: [
      { field: "imageId", ...sides((snapshot) => snapshot?.imageId ?? null) },
      { field: "imageUrl", ...sides((snapshot) => snapshot?.imageUrl ?? null) },
    ],
    times: [
      time("created", (snapshot) => snapshot?.gmtCreateTime ?? null),
      time("modified", (snapshot) => snapshot?.gmtModifiedTime ?? null),
      { field: "duration", ...duration, delta: difference(duration.left, duration.right) },
    ],
    labels: together(labels.left.keys(), labels.right.keys()).map((name) => {
      const [one, other] = [labels.left.get(name) ?? null, labels.right.get(name) ?? null];
      return { field: "label", name, left: one, right: other, result: result(one === other) };
    }),
    excludePaths: together(paths.left, paths.right).map((name) => {
      const [one, other] = [paths.left.has(name), paths.right.has(name)];
      return {
        field: "excludePath",
        name,
        left: one,
        right: other,
        result: result(one === other),
      };
    }),
  };
}

/** How many lines a comparison has, and how many of them differ. */
export function countDifferences(comparison: Comparison): { different: number; total: number } {
  const rows = Object.values(comparison).flat();
  return { different: rows.filter(isDifferent).length, total: rows.length };
}

/** Whether the two sides of a line differ. */
export const isDifferent = ({ result }: { result: CompareResult }): boolean =>
  result === "different";

/** A text split around what differs from another one. */
export interface SplitText {
  before: string;
  differing: string;
  after: string;
}

/**
 * Splits two texts around what differs, at whole words of an address, so that a changed tag is seen at
 * a glance; null where they share no beginning and no end, for then all of it would be marked.
 */
export function splitTexts(
  left: string,
  right: string,
): { left: SplitText; right: SplitText } | null {
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) start++;
  while (start > 0 && !separator.test(left[start - 1] ?? "")) start--;
  let end = 0;
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  while (end > 0 && !separator.test(left.at(-end) ?? "")) end--;
  if (start === 0 && end === 0) return null;
  const part = (text: string): SplitText => ({
    before: text.slice(0, start),
    differing: text.slice(start, text.length - end),
    after: text.slice(text.length - end),
  });
  return { left: part(left), right: part(right) };
}

const separator = /[/:@_-]/;

function reasonOf(snapshot: MaybeSnapshot): string | null {
  const parts = [snapshot?.reasonCode, snapshot?.reasonMessage].filter((part) => part);
  return parts.length === 0 ? null : parts.join("\n");
}

/** A key given more than once has all its values, in an order that does not depend on the answer's. */
function labelMap(snapshot: MaybeSnapshot): Map<string, string> {
  const values = new Map<string, string[]>();
  for (const { key, value } of snapshot?.labels ?? []) {
    values.set(key, [...(values.get(key) ?? []), value].sort());
  }
  return new Map([...values].map(([key, all]) => [key, all.join(", ")]));
}

const together = (left: Iterable<string>, right: Iterable<string>) =>
  [...new Set([...left, ...right])].sort();

const difference = (left: number | null, right: number | null) =>
  left === null || right === null ? null : right - left;
