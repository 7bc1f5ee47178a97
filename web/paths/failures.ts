import type {
  FailureSort,
  Order,
  Outcome,
  Period,
  PushSort,
  TriageFilter,
} from "../../server/contract";
import { dayOrMoment, keysOf, oneOf, searchParams, text, wholeNumber, words } from "./codecs";
import { momentsOf } from "./days";
import { pageParams, searchText } from "./list-state";

/** What the failures page keeps in the address. A group or an instance that is opened lists its pushes. */
export interface FailureState {
  q: string;
  period: Period;
  /**
   * A span that replaces the period; both or neither. Days in UTC (`2026-11-24`), the last one included,
   * or moments (`2026-11-24T16:00:00Z`), the last one not.
   */
  from: string;
  to: string;
  outcome: Outcome;
  /** Hours in flight from which on a push is stuck; 0 for what is unusual on the account. */
  hours: number;
  /** `push` lists the pushes one by one; the outcome says which of them it has ({@link groupingOf}). */
  by: Grouping;
  sort: FailureSort;
  /** How pushes are sorted where they are listed. */
  pushSort: PushSort;
  pushOrder: Order;
  /** Groups by what was made of them. */
  triage: TriageFilter;
  group: string;
  /** The fingerprint of a member of the pattern that an opened group is narrowed to. */
  pattern: string;
  /** The variable place of the pattern that has `value`, from 1; 0 for none. */
  place: number;
  value: string;
  /** The digest of the exact message that an opened group is narrowed to. */
  message: string;
  instance: string;
  /** The push in the drawer, as `connection/instanceId/snapshotId`. */
  push: string;
  page: number;
  size: number;
  workspace: readonly string[];
  owner: readonly string[];
  registry: readonly string[];
  reason: readonly string[];
}

type Grouping = "cause" | "instance" | "registry" | "push";

const periods = keysOf<Period>({ "24h": true, "7d": true, "30d": true });
const outcomes = keysOf<Outcome>({ failed: true, stuck: true, succeeded: true });
const groupings = keysOf<Grouping>({ cause: true, instance: true, registry: true, push: true });
const sorts = keysOf<FailureSort>({ urgent: true, lastSeen: true, count: true, newness: true });
const triageFilters = keysOf<TriageFilter>({
  active: true,
  all: true,
  open: true,
  acknowledged: true,
  muted: true,
  resolved: true,
});
/** The columns that listed pushes can be sorted by. */
export const pushSorts = keysOf<PushSort>({
  happened: true,
  name: true,
  status: true,
  instance: true,
  owner: true,
  image: true,
  duration: true,
  reason: true,
});
const mostHours = 720;

export const failureParams = searchParams<FailureState>(
  {
    q: searchText,
    period: oneOf("period", periods, "7d"),
    from: dayOrMoment("from"),
    to: dayOrMoment("to"),
    outcome: oneOf("outcome", outcomes, "failed"),
    hours: wholeNumber("hours", 0, mostHours),
    by: oneOf("by", groupings, "cause"),
    sort: oneOf("sort", sorts, "urgent"),
    pushSort: oneOf("pushSort", pushSorts, "happened"),
    pushOrder: oneOf<Order>("pushOrder", ["desc", "asc"], "desc"),
    triage: oneOf("triage", triageFilters, "active"),
    group: text("group", 40),
    pattern: text("pattern", 40),
    place: wholeNumber("place", 0, 1000),
    value: text("value", 500),
    message: text("message", 40),
    instance: text("instance", 128),
    push: text("push", 400),
    ...pageParams,
    workspace: words("workspace"),
    owner: words("owner"),
    registry: words("registry"),
    reason: words("reason"),
  },
  (state) => ({ ...state, ...spanOf(state), ...partOf(state) }),
);

/** Half a span, or one that ends before it begins, is none. */
function spanOf({ from, to }: FailureState) {
  if (from === "" || to === "") return { from: "", to: "" };
  const moments = momentsOf({ from, to });
  return Date.parse(moments.from) < Date.parse(moments.to) ? { from, to } : { from: "", to: "" };
}

/** A part of a group means something in its group, a value at its place of a pattern alone. */
function partOf({ group, pattern, place, value }: FailureState) {
  if (group === "" || pattern === "") return { pattern: "", place: 0, value: "" };
  return place === 0 || value === "" ? { pattern, place: 0, value: "" } : { pattern, place, value };
}

/** Whether an opened group shows some of its pushes only. */
export const isNarrowed = ({ pattern, message }: Pick<FailureState, "pattern" | "message">) =>
  pattern !== "" || message !== "";

/** What closes an opened group or instance, with all that narrows it. */
export const nothingOpened = {
  group: "",
  pattern: "",
  place: 0,
  value: "",
  message: "",
  instance: "",
  push: "",
} as const satisfies Partial<FailureState>;

/** The groupings that an outcome has; the first one is where it begins. */
export const groupingsOf: Record<Outcome, readonly [Grouping, ...Grouping[]]> = {
  failed: ["cause", "instance", "registry", "push"],
  // What is stuck has no cause yet, and there is little of it.
  stuck: ["push", "instance"],
  succeeded: ["instance", "registry", "push"],
};

/** The orders of groups that mean something for an outcome; the first one is where it begins. */
export const sortsOf: Record<Outcome, readonly [FailureSort, ...FailureSort[]]> = {
  failed: ["urgent", "lastSeen", "count", "newness"],
  stuck: ["count", "lastSeen"],
  succeeded: ["count", "lastSeen"],
};

/** The order of the groups: the address's where its outcome has that, else as the outcome begins. */
export const sortOf = ({ sort, outcome }: Pick<FailureState, "sort" | "outcome">): FailureSort =>
  sortsOf[outcome].includes(sort) ? sort : sortsOf[outcome][0];

/** How a page groups its pushes: as the address says where its outcome has that, else as the outcome begins. */
export const groupingOf = ({ by, outcome }: Pick<FailureState, "by" | "outcome">): Grouping =>
  groupingsOf[outcome].includes(by) ? by : groupingsOf[outcome][0];

/** Whether the page lists pushes: of what is opened, or one by one. */
export const isListing = (state: FailureState) =>
  groupingOf(state) === "push" || state.group !== "" || state.instance !== "";

/** The filter of the failures page as the API takes it. */
export function failureFilterOf(state: FailureState) {
  const { period, from, to, outcome, hours, workspace, owner, registry, reason, q } = state;
  const isSpan = from !== "";
  const moments = isSpan ? momentsOf({ from, to }) : undefined;
  return {
    period: isSpan ? undefined : period,
    from: moments?.from,
    to: moments?.to,
    outcome,
    hours: outcome === "stuck" && hours > 0 ? hours : undefined,
    workspace,
    owner,
    registry,
    reason,
    q,
  };
}

/**
 * What the API is asked for the groups of the page.
 * @param since when the reader's last visit was, ISO 8601; empty for none
 * @param zone the IANA name of the zone that hours and days begin in
 */
export function failureReadOf(state: FailureState, since: string, zone: string) {
  const { group, instance, size, triage } = state;
  const grouping = groupingOf(state);
  const by =
    instance !== "" ? "instance" : group !== "" || grouping === "push" ? "cause" : grouping;
  // An opened group is shown above its pushes, and the page number is theirs.
  const page = isListing(state) ? 1 : state.page;
  return {
    ...failureFilterOf(state),
    page,
    size,
    by,
    sort: sortOf(state),
    triage,
    group,
    instance,
    since,
    zone,
  };
}
