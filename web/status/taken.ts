import type { Snapshot } from "../../server/contract";
import { parseTime } from "../i18n/format";

/** How long a push took or, while it is in flight, has taken until `now`; null where that is not known. Milliseconds. */
export function takenMs(
  { phase, durationMs, gmtCreateTime }: Pick<Snapshot, "phase" | "durationMs" | "gmtCreateTime">,
  now: number,
): number | null {
  const created = parseTime(gmtCreateTime);
  if (durationMs !== null || phase !== "inFlight" || created === null) return durationMs;
  return Math.max(0, now - created);
}
