import type { FailureSort, Outcome, Period } from "../../server/contract";
import { day, keysOf, oneOf, searchParams, text, wholeNumber, words } from "./codecs";
import { pageParams, searchText } from "./list-state";

/** What the failures page keeps in the address. A group or an instance that is opened lists its pushes. */
export interface FailureState {
  q: string;
  period: Period;
  /** The first and the last day (UTC, `2026-11-24`) of a span that replaces the period; both or neither. */
  from: string;
  to: string;
  outcome: Outcome;
  /** Hours in flight from which on a push is stuck; 0 for what is unusual on the account. */
  hours: number;
  /** `push` lists the pushes one by one. */
  by: "cause" | "instance" | "push";
  sort: FailureSort;
  group: string;
  /** The digest of the exact message that an opened group is narrowed to. */
  message: string;
  instance: string;
  page: number;
  size: number;
  workspace: readonly string[];
  owner: readonly string[];
  registry: readonly string[];
  reason: readonly string[];
}

const periods = keysOf<Period>({ "24h": true, "7d": true, "30d": true });
const outcomes = keysOf<Outcome>({ failed: true, stuck: true, succeeded: true });
const groupings = keysOf<FailureState["by"]>({ cause: true, instance: true, push: true });
const sorts = keysOf<FailureSort>({ urgent: true, lastSeen: true, count: true, newness: true });
const mostHours = 720;

export const failureParams = searchParams<FailureState>(
  {
    q: searchText,
    period: oneOf("period", periods, "7d"),
    from: day("from"),
    to: day("to"),
    outcome: oneOf("outcome", outcomes, "failed"),
    hours: wholeNumber("hours", 0, mostHours),
    by: oneOf("by", groupings, "cause"),
    sort: oneOf("sort", sorts, "urgent"),
    group: text("group", 40),
    message: text("message", 40),
    instance: text("instance", 128),
    ...pageParams,
    workspace: words("workspace"),
    owner: words("owner"),
    registry: words("registry"),
    reason: words("reason"),
  },
  (state) =>
    state.from !== "" && state.to !== "" && state.from <= state.to
      ? state
      : { ...state, from: "", to: "" },
);
