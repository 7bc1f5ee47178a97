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

/** Milliseconds since the epoch of an ISO 8601 time, or null where there is none to read. */
export function timeOf(text: string | null): number | null {
  if (text === null) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
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
