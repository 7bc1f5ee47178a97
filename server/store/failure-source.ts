import type { FailureFilter } from "../contract";
import type { Cause } from "../triage/causes";
import type { ConnectionSync } from "./coverage";
import { type RowFilter, spanOf } from "./snapshot-filter";
import { usualThreshold } from "./usual-threshold";
import type { IndexView } from "./view";

/** What an answer about failures is drawn from. */
export interface FailureSource {
  index: IndexView;
  connections: readonly string[];
  states: readonly ConnectionSync[];
  /** The team's own causes first, then the built-in ones. */
  catalogue: readonly Cause[];
  /** Milliseconds since the epoch. */
  now: number;
  /** The service's clock, by which its times are to be read; `now` where it is not known to differ. */
  serviceNow?: number;
  /** Whether groups are triaged, and by whoever asks; absent where they are not. */
  triage?: { mayChange: boolean };
}

/** A query's filter with its times, and from when on a push is stuck. */
export async function resolveFilter(source: FailureSource, query: FailureFilter) {
  const { index, connections, now, serviceNow = now } = source;
  const usual = await usualThreshold(index, connections);
  const stuck =
    query.hours === undefined
      ? usual
      : { ...usual, ms: query.hours * 3_600_000, basis: "limit" as const };
  const { outcome, workspace, owner, registry, reason, q } = query;
  const filter: RowFilter = {
    connections,
    ...spanOf(query, serviceNow),
    outcome,
    stuckBefore: serviceNow - stuck.ms,
    workspace,
    owner,
    registry,
    reason,
    q,
  };
  return { filter, stuck };
}
