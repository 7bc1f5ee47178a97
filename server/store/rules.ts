import type { Phase, UpstreamSnapshot } from "../contract";
import { phaseOf } from "../snapshots/phase";
import { fingerprint, type Reason } from "../triage/fingerprint";

/**
 * The version of the rules that stored rows are derived by. Count it up whenever a rule below, the
 * registry or the text of a search (rows.ts) changes: every row of an older version is derived anew
 * in the background (refresh-derived.ts).
 */
export const RULES_VERSION = 3;

/** What is stored of a snapshot but follows from what the service said. */
export interface Rules {
  version: number;
  /** `at` is in milliseconds since the epoch. */
  phase(snapshot: UpstreamSnapshot, at: number): Phase;
  fingerprint(reason: Reason): string;
}

/** Most snapshots have succeeded and have none. */
const ofNoReason = fingerprint({ reasonCode: null, reasonMessage: null }).key;

export const currentRules: Rules = {
  version: RULES_VERSION,
  phase: phaseOf,
  fingerprint: (reason) =>
    reason.reasonCode === null && reason.reasonMessage === null
      ? ofNoReason
      : fingerprint(reason).key,
};
