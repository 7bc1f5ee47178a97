import type { Snapshot } from "../../server/contract";
import { parseTime } from "../i18n/format";

/** What happened shortly before and after counts as happening around it. */
const marginMs = 5 * 60_000;

/**
 * The time around a snapshot, from five minutes before its creation to five minutes after its last change, in
 * milliseconds since the epoch; null where the service tells no time of it.
 */
export function eventSpan(snapshot: Pick<Snapshot, "gmtCreateTime" | "gmtModifiedTime">) {
  const created = parseTime(snapshot.gmtCreateTime);
  const modified = parseTime(snapshot.gmtModifiedTime);
  const first = created ?? modified;
  if (first === null) return null;
  return { from: first - marginMs, to: Math.max(first, modified ?? first) + marginMs };
}
