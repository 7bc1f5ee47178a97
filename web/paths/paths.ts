/**
 * Every address of the app, built and parsed here and nowhere else. Pinned by links.test.ts: an
 * address handed out once keeps its meaning.
 */
import type {
  FailureSort,
  InstanceSort,
  Order,
  Outcome,
  Period,
  SnapshotSort,
} from "../../server/contract";

export { paths } from "./patterns";

export const pageSizes = [10, 20, 50, 100] as const;
/** What a long history is offered beside them: it is read in parts as it is scrolled. */
export const largePageSizes = [500, "all"] as const;
/** How many rows a page has; `all` is the whole list on one page. */
export type PageSize = number | "all";
const defaultSize = 20;

/** What every list keeps in the address. Columns are kept as those put away, so new ones show in old links. */
export interface ListState<Sort extends string = string> {
  page: number;
  size: number;
  sort: Sort;
  order: Order;
  status: readonly string[];
  q: string;
  hidden: readonly string[];
}
export interface SnapshotListState extends Omit<ListState<SnapshotSort>, "size"> {
  size: PageSize;
}
export interface InstanceListState extends ListState<InstanceSort> {
  workspace: readonly string[];
}

/** What the failures page keeps in the address. A group or an instance that is opened lists its pushes. */
export interface FailureState {
  page: number;
  size: number;
  q: string;
  period: Period;
  outcome: Outcome;
  workspace: readonly string[];
  owner: readonly string[];
  registry: readonly string[];
  reason: readonly string[];
  /** The first and the last day (UTC, `2026-11-24`) of a span that replaces the period; both or neither. */
  from: string;
  to: string;
  /** Hours in flight from which on a push is stuck; 0 for what is unusual on the account. */
  hours: number;
  /** `push` lists the pushes one by one. */
  by: "cause" | "instance" | "push";
  sort: FailureSort;
  group: string;
  /** The digest of the exact message that an opened group is narrowed to. */
  message: string;
  instance: string;
}

export const failureDefaults: FailureState = {
  page: 1,
  size: defaultSize,
  q: "",
  period: "7d",
  outcome: "failed",
  workspace: [],
  owner: [],
  registry: [],
  reason: [],
  from: "",
  to: "",
  hours: 0,
  by: "cause",
  sort: "lastSeen",
  group: "",
  message: "",
  instance: "",
};

const periods: Record<Period, true> = { "24h": true, "7d": true, "30d": true };
const outcomes: Record<Outcome, true> = { failed: true, stuck: true, succeeded: true };
const groupings: Record<FailureState["by"], true> = {
  cause: true,
  instance: true,
  push: true,
};
const failureSorts: Record<FailureSort, true> = { lastSeen: true, count: true, newness: true };

const snapshotSorts: Record<SnapshotSort, true> = {
  created: true,
  modified: true,
  name: true,
  status: true,
  image: true,
  duration: true,
  reason: true,
};
const instanceSorts: Record<InstanceSort, true> = {
  created: true,
  modified: true,
  name: true,
  status: true,
  workspace: true,
};

export const snapshotDefaults: SnapshotListState = listDefaults("created");
export const instanceDefaults: InstanceListState = { ...listDefaults("modified"), workspace: [] };

function listDefaults<Sort extends string>(sort: Sort): ListState<Sort> {
  return { page: 1, size: defaultSize, sort, order: "desc", status: [], q: "", hidden: [] };
}

const path = (...parts: string[]) => `/${parts.map(encodeURIComponent).join("/")}`;

/** Stands for every connection where an address may name one. */
export const allConnections = "";

export const links = {
  home: () => "/",
  instances: (connection: string, state?: InstanceListState) =>
    path(connection, "instances") + (state ? serializeInstances(state) : ""),
  instance: (connection: string, instanceId: string, search = "") =>
    path(connection, "instances", instanceId) + search,
  failures: (connection: string, state?: FailureState) =>
    (connection === allConnections ? path("failures") : path(connection, "failures")) +
    (state ? serializeFailures(state) : ""),
  recoverability: (connection: string) => path(connection, "recoverability"),
  snapshot: (connection: string, instanceId: string, snapshotId: string, search = "") =>
    path(connection, "instances", instanceId, "snapshots", snapshotId) + search,
  compare: (connection: string, instanceId: string, a: string, b: string, onlyDifferent = false) =>
    path(connection, "instances", instanceId, "compare") +
    serializeCompare({ a, b, onlyDifferent }),
};

/** What the compare page keeps in the address: two snapshot ids, each empty while not chosen. */
export interface CompareState {
  /** The left one, the older where the app made the link. */
  a: string;
  b: string;
  onlyDifferent: boolean;
}

/** Reads which two snapshots are compared; what is absent or broken is a side still to choose. */
export function parseCompare(search: URLSearchParams): CompareState {
  const id = (key: string) => clean(search.get(key) ?? "").slice(0, 128);
  return { a: id("a"), b: id("b"), onlyDifferent: search.get("only") === "diff" };
}

/** The query string of the compare page, `?` included; empty when nothing is chosen. */
export function serializeCompare({ a, b, onlyDifferent }: CompareState): string {
  const search = new URLSearchParams();
  if (a !== "") search.set("a", a);
  if (b !== "") search.set("b", b);
  if (onlyDifferent) search.set("only", "diff");
  return asSearch(search);
}

/** Reads a snapshot list's state; what is absent or broken falls back to its default. */
export function parseSnapshots(search: URLSearchParams): SnapshotListState {
  const state = readList(search, listDefaults("created"), snapshotSorts);
  const large = largePageSizes.find((known) => String(known) === search.get("size"));
  if (large === undefined) return state;
  // All of a list is one page.
  return { ...state, size: large, page: large === "all" ? 1 : state.page };
}

/** Reads an instance list's state; what is absent or broken falls back to its default. */
export const parseInstances = (search: URLSearchParams): InstanceListState => ({
  ...readList(search, instanceDefaults, instanceSorts),
  workspace: words(search, "workspace"),
});

/** The query string of a snapshot list, `?` included; empty when everything is at its default. */
export const serializeSnapshots = (state: SnapshotListState): string =>
  asSearch(writeList(state, snapshotDefaults));

/** The query string of an instance list, `?` included; empty when everything is at its default. */
export function serializeInstances(state: InstanceListState): string {
  const search = writeList(state, instanceDefaults);
  for (const id of state.workspace) search.append("workspace", id);
  return asSearch(search);
}

/** Reads the failures page's state; what is absent or broken falls back to its default. */
export function parseFailures(search: URLSearchParams): FailureState {
  const { page, size, q } = readList(search, listDefaults("created"), snapshotSorts);
  const one = <Key extends string>(key: string, known: Record<Key, true>, fallback: Key) => {
    const text = search.get(key);
    return isKeyOf(known, text) ? text : fallback;
  };
  const from = day(search.get("from"));
  const to = day(search.get("to"));
  const hours = wholeNumber(search.get("hours")) ?? 0;
  return {
    page,
    size,
    q,
    ...(from !== "" && to !== "" && from <= to ? { from, to } : { from: "", to: "" }),
    hours: hours <= 720 ? hours : 0,
    period: one("period", periods, failureDefaults.period),
    outcome: one("outcome", outcomes, failureDefaults.outcome),
    workspace: words(search, "workspace"),
    owner: words(search, "owner"),
    registry: words(search, "registry"),
    reason: words(search, "reason"),
    by: one("by", groupings, failureDefaults.by),
    sort: one("sort", failureSorts, failureDefaults.sort),
    group: clean(search.get("group") ?? "").slice(0, 40),
    message: clean(search.get("message") ?? "").slice(0, 40),
    instance: clean(search.get("instance") ?? "").slice(0, 128),
  };
}

/** The query string of the failures page, `?` included; empty when everything is at its default. */
export function serializeFailures(state: FailureState): string {
  const search = new URLSearchParams();
  const keys = [
    "q",
    "period",
    "from",
    "to",
    "outcome",
    "hours",
    "by",
    "sort",
    "group",
    "message",
    "instance",
    "page",
    "size",
  ] as const;
  for (const key of keys) {
    if (state[key] !== failureDefaults[key]) search.set(key, String(state[key]));
  }
  for (const key of ["workspace", "owner", "registry", "reason"] as const) {
    for (const word of state[key]) search.append(key, word);
  }
  return asSearch(search);
}

/** What the recoverability page keeps in the address. */
export type AtRiskState = Pick<FailureState, "page" | "size" | "q">;

/** Reads the recoverability page's state; what is absent or broken falls back to its default. */
export function parseAtRisk(search: URLSearchParams): AtRiskState {
  const { page, size, q } = parseFailures(search);
  return { page, size, q };
}

/** The query string of the recoverability page, `?` included; empty when everything is at its default. */
export const serializeAtRisk = (state: AtRiskState): string =>
  serializeFailures({ ...failureDefaults, ...state });

function readList<Sort extends string>(
  search: URLSearchParams,
  defaults: ListState<Sort>,
  sorts: Record<Sort, true>,
): ListState<Sort> {
  const size = wholeNumber(search.get("size"));
  const order = search.get("order");
  const sort = search.get("sort");
  return {
    page: wholeNumber(search.get("page")) ?? defaults.page,
    size: pageSizes.find((known) => known === size) ?? defaults.size,
    sort: isKeyOf(sorts, sort) ? sort : defaults.sort,
    order: order === "asc" || order === "desc" ? order : defaults.order,
    status: words(search, "status"),
    q: clean(search.get("q") ?? "").slice(0, 200),
    hidden: words(search, "hide"),
  };
}

type WrittenState = Omit<ListState, "size"> & { size: PageSize };

/** One canonical order, defaults left out, several values as repeated keys. */
function writeList(state: WrittenState, defaults: WrittenState) {
  const search = new URLSearchParams();
  if (state.q !== defaults.q) search.set("q", state.q);
  for (const word of state.status) search.append("status", word);
  if (state.sort !== defaults.sort) search.set("sort", state.sort);
  if (state.order !== defaults.order) search.set("order", state.order);
  if (state.page !== defaults.page) search.set("page", String(state.page));
  if (state.size !== defaults.size) search.set("size", String(state.size));
  for (const column of state.hidden) search.append("hide", column);
  return search;
}

const asSearch = (search: URLSearchParams) => (search.size === 0 ? "" : `?${search}`);

function wholeNumber(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}

/** A day that exists, as `2026-11-24`; else the empty text. */
function day(text: string | null): string {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return "";
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : "";
}

/** Several values: repeated keys, each once, in the order given. */
function words(search: URLSearchParams, key: string): string[] {
  const given = search.getAll(key).map((word) => clean(word).trim());
  return [...new Set(given)].filter((word) => word !== "" && !word.includes(",")).slice(0, 50);
}

function isKeyOf<Key extends string>(record: Record<Key, true>, text: string | null): text is Key {
  return text !== null && Object.hasOwn(record, text);
}

export const isSnapshotSort = (text: string): text is SnapshotSort => isKeyOf(snapshotSorts, text);
export const isInstanceSort = (text: string): text is InstanceSort => isKeyOf(instanceSorts, text);

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const clean = (text: string) => text.replace(/[\u0000-\u001f\u007f]/g, "");
