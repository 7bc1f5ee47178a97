import { queryOptions } from "@tanstack/react-query";
import type { FailureList } from "../../server/contract";
import { connectionParam } from "../paths/api-address";
import { type FailureState, failureFilterOf, failureReadOf } from "../paths/failures";
import { getJson } from "./client";
import { keepPreviousDataWithin } from "./keep-previous-data";
import { indexReadEveryMs } from "./refresh";

/** While the account is read for the first time the page is refreshed this often. */
const duringFirstSyncMs = 2_000;

const isFirstSync = (list: FailureList | undefined) =>
  list?.coverage.syncs.some(({ full }) => full !== null) || list?.coverage.instances === 0;

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
  const query = failureReadOf(state, since, zone);
  return queryOptions({
    queryKey: [connection, "failures", query],
    queryFn: ({ signal }) =>
      getJson("/{connection}/failures", { connection: connectionParam(connection) }, query, signal),
    // Each visit asks anew what is new since the one before it: nobody comes back to an earlier answer.
    gcTime: 30_000,
    placeholderData: keepPreviousDataWithin(connection, "failures"),
    refetchInterval: ({ state: { data } }) =>
      isFirstSync(data) ? duringFirstSyncMs : indexReadEveryMs,
  });
}

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
