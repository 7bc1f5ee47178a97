import { queryOptions } from "@tanstack/react-query";
import type { FailureList } from "../../server/contract";
import { momentsOf } from "../paths/days";
import { type FailureState, groupingOf, sortOf } from "../paths/failures";
import { connectionParam } from "./address";
import { getJson } from "./client";
import { keepPreviousDataWithin } from "./keep-previous-data";
import { indexReadEveryMs } from "./refresh";

/** While the account is read for the first time the page is refreshed this often. */
const duringFirstSyncMs = 2_000;

const isFirstSync = (list: FailureList | undefined) =>
  list?.coverage.syncs.some(({ full }) => full !== null) || list?.coverage.instances === 0;

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
 * Failures of a connection in groups. The groups before stay on show while others load.
 * @param since when the reader's last visit was, ISO 8601: what happened after it counts as fresh
 * @param zone the IANA name of the zone that the hours and days of its charts begin in
 */
export function failureListQuery(
  connection: string,
  state: FailureState,
  since = "",
  zone = "UTC",
) {
  const { group, instance, size, triage } = state;
  const grouping = groupingOf(state);
  const by =
    instance !== "" ? "instance" : group !== "" || grouping === "push" ? "cause" : grouping;
  // An opened group is shown above its pushes, and the page number is theirs.
  const page = isListing(state) ? 1 : state.page;
  const query = {
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
  return queryOptions({
    queryKey: [connection, "failures", query],
    queryFn: ({ signal }) =>
      getJson("/{connection}/failures", { connection: connectionParam(connection) }, query, signal),
    placeholderData: keepPreviousDataWithin(connection, "failures"),
    refetchInterval: ({ state: { data } }) =>
      isFirstSync(data) ? duringFirstSyncMs : indexReadEveryMs,
  });
}

/** Whether the page lists pushes: of what is opened, or one by one. */
export const isListing = (state: FailureState) =>
  groupingOf(state) === "push" || state.group !== "" || state.instance !== "";

/** What narrows pushes to a group, to a part of it, or to an instance. */
export function narrowedTo({ group, instance, message, pattern, place, value }: FailureState) {
  const at = place === 0 ? {} : { place: place - 1, value };
  return { group, instance, message, pattern, ...at };
}

/** The pushes of a group, an instance or the whole filter. */
export function failureSnapshotsQuery(connection: string, state: FailureState) {
  const { page, size, pushSort: sort, pushOrder: order } = state;
  const query = { ...failureFilterOf(state), page, size, sort, order, ...narrowedTo(state) };
  return queryOptions({
    queryKey: [connection, "failure-snapshots", query],
    queryFn: ({ signal }) =>
      getJson(
        "/{connection}/failures/snapshots",
        { connection: connectionParam(connection) },
        query,
        signal,
      ),
    placeholderData: keepPreviousDataWithin(connection, "failure-snapshots"),
    refetchInterval: indexReadEveryMs,
  });
}
