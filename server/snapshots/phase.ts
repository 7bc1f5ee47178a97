import type { Phase, UpstreamSnapshot } from "../contract";

const succeeded = new Set(["success", "succeeded", "available", "saved"]);
const inFlight = new Set(["creating", "committing", "saving", "pushing", "deleting"]);
const ended = new Set(["terminated", "deleted"]);
const failed = /fail|error/i;

/** How long an unknown status counts as in flight after its last change (docs/dsw-api.md, "Snapshot status"). */
const unknownSettlesAfterMs = 6 * 60 * 60 * 1000;

type StatusFields = Pick<UpstreamSnapshot, "status" | "reasonCode" | "gmtModifiedTime">;

/**
 * The phase a snapshot's status word stands for. New words may appear, so an unknown word
 * counts as in flight for six hours after its last change and as unknown from then on.
 * @param now milliseconds since the epoch
 */
export function phaseOf(snapshot: StatusFields, now: number): Phase {
  const word = snapshot.status?.toLowerCase() ?? "";
  if (failed.test(word)) return "failed";
  if (succeeded.has(word)) return "succeeded";
  if (inFlight.has(word)) return "inFlight";
  if (snapshot.reasonCode !== null) return "failed";
  if (ended.has(word)) return "unknown";
  const modified = timeOf(snapshot.gmtModifiedTime);
  return modified !== null && now - modified < unknownSettlesAfterMs ? "inFlight" : "unknown";
}

const isoTime =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/i;
/** Twelve digits begin in 1973, thirteen end in 2286; shorter numbers may be anything. */
const epochMilliseconds = /^\d{12,13}$/;

/**
 * Milliseconds since the epoch of an ISO 8601 time or of epoch milliseconds; null for any other text.
 *
 * `Date.parse` alone reads a time into almost anything ("foo 1" is 2001) and turns 30 February into March.
 * A time without a zone counts as UTC, which is what the service writes.
 */
export function timeOf(text: string | null): number | null {
  if (text === null) return null;
  if (epochMilliseconds.test(text)) return Number(text);
  const found = isoTime.exec(text);
  if (found === null) return null;
  const part = (n: number) => Number(found[n] ?? 0);
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(part);
  const milliseconds = Number((found[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const utc = new Date(0);
  utc.setUTCFullYear(year ?? 0, (month ?? 0) - 1, day);
  utc.setUTCHours(hour ?? 0, minute, second, milliseconds);
  const same =
    utc.getUTCFullYear() === year &&
    utc.getUTCMonth() + 1 === month &&
    utc.getUTCDate() === day &&
    utc.getUTCHours() === hour &&
    utc.getUTCMinutes() === minute &&
    utc.getUTCSeconds() === second;
  const offset = offsetMinutes(found[8]);
  return same && offset !== null ? utc.getTime() - offset * 60_000 : null;
}

/** The minutes of `+08:00`, `-0530` or `Z`; null when there is no such offset. */
function offsetMinutes(zone: string | undefined): number | null {
  if (zone === undefined || zone === "Z" || zone === "z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

/** Milliseconds from creation to the last change, or to `now` while in flight; null when a time is missing. */
export function durationOf(
  snapshot: Pick<UpstreamSnapshot, "gmtCreateTime" | "gmtModifiedTime">,
  phase: Phase,
  now: number,
): number | null {
  const created = timeOf(snapshot.gmtCreateTime);
  const ended = phase === "inFlight" ? now : timeOf(snapshot.gmtModifiedTime);
  return created === null || ended === null ? null : Math.max(0, ended - created);
}
