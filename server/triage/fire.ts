import { percentile } from "./percentile";
import { hourMs } from "./zoned-bins";

/*
 * Whether more fails than usual: the rule of docs/triage.md. The share of failed pushes in the last hours is
 * compared with the same hours of the week in the weeks before, of this account alone.
 */

/** The hours looked at: what has just begun shows in few, what is slow in many. */
export const windows = [3, 6, 24] as const;

/** So many weeks before are looked at. */
export const weeksBack = 8;
export const weekMs = 7 * 24 * hourMs;

/** Fewer failed pushes are never unusual. */
const leastFailed = 5;
/** A week with fewer settled pushes in these hours says nothing of them, and fewer weeks say nothing of what is usual. */
const leastSettled = 5;
const leastWeeks = 3;

/** What is unusual lies above the usual share by so much at least, and is so many times as large. */
const leastExcess = 0.1;
const leastFactor = 1.5;
/** And by so many deviations: of the weeks from their median, and of chance. */
const deviations = 3;
/** Makes the median of absolute deviations comparable with a standard deviation. */
const madScale = 1.4826;

/** Pushes that ended in some time. */
export interface Settled {
  failed: number;
  succeeded: number;
}

export type Judgement =
  | { status: "usual" }
  | { status: "unknown"; why: "history" }
  | {
      status: "unusual";
      hours: (typeof windows)[number];
      failed: number;
      settled: number;
      rate: number;
      usualRate: number;
      weeks: number;
    };

/**
 * Whether the share of failed pushes is unusual in one of the windows; of several the one with the most
 * failures beyond what is usual.
 * @param settledIn what ended in the last hours of a window, this week (0) or so many weeks before
 */
export function judge(settledIn: (hours: number, weeksBefore: number) => Settled): Judgement {
  const judged = windows.map((hours) => judgeWindow(hours, settledIn));
  const unusual = judged
    .flatMap((one) => (one.status === "unusual" ? [one] : []))
    .sort((a, b) => excessOf(b) - excessOf(a) || a.hours - b.hours);
  if (unusual[0] !== undefined) return unusual[0];
  return judged.find(({ status }) => status === "unknown") ?? { status: "usual" };
}

const excessOf = ({
  failed,
  settled,
  usualRate,
}: {
  failed: number;
  settled: number;
  usualRate: number;
}) => failed - settled * usualRate;

function judgeWindow(
  hours: (typeof windows)[number],
  settledIn: (hours: number, weeksBefore: number) => Settled,
): Judgement {
  const { failed, succeeded } = settledIn(hours, 0);
  const settled = failed + succeeded;
  if (failed < leastFailed) return { status: "usual" };
  const past = Array.from({ length: weeksBack }, (_, week) => settledIn(hours, week + 1))
    .filter((week) => week.failed + week.succeeded >= leastSettled)
    .map((week) => week.failed / (week.failed + week.succeeded));
  if (past.length < leastWeeks) return { status: "unknown", why: "history" };
  const usualRate = median(past);
  const spread = madScale * median(past.map((rate) => Math.abs(rate - usualRate)));
  const rate = failed / settled;
  const byChance = Math.sqrt(settled * usualRate * (1 - usualRate));
  const isUnusual =
    rate >= usualRate + Math.max(leastExcess, deviations * spread) &&
    rate >= usualRate * leastFactor &&
    failed - settled * usualRate >= deviations * byChance;
  return isUnusual
    ? { status: "unusual", hours, failed, settled, rate, usualRate, weeks: past.length }
    : { status: "usual" };
}

/** The middle of some numbers; of an even number of them the lower one of the two. */
const median = (values: readonly number[]) => percentile(values, 50) ?? 0;

/** A failed push, with the group that it stands in. `at` is in milliseconds since the epoch. */
export interface GroupedPush {
  group: string;
  at: number;
}

/** A pause of a group that ends an outbreak. */
const pauseMs = 6 * hourMs;

/**
 * The group that most pushes of a window stand in, and its first push since it last paused for 6 hours.
 * @param pushes failed ones, in any order, from well before the window
 */
export function leadingGroup<Push extends GroupedPush>(
  pushes: readonly Push[],
  from: number,
): { group: string; pushes: Push[]; since: number } | null {
  const counts = new Map<string, number>();
  for (const { group, at } of pushes) {
    if (at >= from) counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  const [leading] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  if (leading === undefined) return null;
  const [group] = leading;
  const own = pushes.filter((push) => push.group === group).sort((a, b) => b.at - a.at);
  let since = own[0]?.at ?? from;
  for (const { at } of own) {
    if (since - at >= pauseMs) break;
    since = at;
  }
  return { group, pushes: own.filter(({ at }) => at >= from), since };
}
