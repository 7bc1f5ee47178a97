import type { TriageStatus } from "../contract";

/** What somebody made of a group on one connection. Times are milliseconds since the epoch. */
export interface TriageChangeFacts {
  status: TriageStatus;
  until: number | null;
  untilGrows: boolean;
  /** The most instances that one of the seven days before it was muted had hit; null where that does not matter. */
  worstDay: number | null;
  at: number;
}

/** Why a state no longer holds. */
export type Back = "recurred" | "grown" | "over";

/**
 * Why what was made of a group no longer holds; null while it does. What is resolved comes back by the first
 * push that fails after it. What is muted comes back when its time is over, or on the first day (24 hours,
 * counted from when it was muted) that hits more instances than the worst of the seven days before. Both
 * last: time does not undo them.
 * @param daysSince how many instances each day since the change has hit, in any order; none for a day without pushes
 */
export function backOf(
  { status, until, untilGrows, worstDay }: TriageChangeFacts,
  daysSince: readonly number[],
  now: number,
): Back | null {
  if (status === "resolved")
    return daysSince.some((instances) => instances > 0) ? "recurred" : null;
  if (status !== "muted") return null;
  if (untilGrows && Math.max(0, ...daysSince) > (worstDay ?? 0)) return "grown";
  return until !== null && now >= until ? "over" : null;
}

/** Whether a state keeps its group out of the list of what is to be looked at. */
export const isPutAway = (state: { status: TriageStatus; back: Back | null } | null) =>
  state !== null &&
  state.back === null &&
  (state.status === "muted" || state.status === "resolved");
