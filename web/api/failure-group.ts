import { queryOptions } from "@tanstack/react-query";
import type { TriageRequest } from "../../server/contract";
import { connectionParam } from "../paths/api-address";
import { type FailureState, failureFilterOf } from "../paths/failures";
import { getJson, postJson } from "./client";
import { keepPreviousDataWithin } from "./keep-previous-data";
import { indexReadEveryMs } from "./refresh";

/** An opened group: its patterns, what varies in them, and what was made of it. */
export function failureGroupQuery(connection: string, state: FailureState) {
  const query = { ...failureFilterOf(state), group: state.group };
  return queryOptions({
    queryKey: [connection, "failure-group", state.group, query],
    queryFn: ({ signal }) =>
      getJson(
        "/{connection}/failures/group",
        { connection: connectionParam(connection) },
        query,
        signal,
      ),
    enabled: state.group !== "",
    placeholderData: keepPreviousDataWithin(connection, "failure-group", state.group),
    refetchInterval: indexReadEveryMs,
  });
}

/** Whether more fails than usual. It is about now, whatever the page's filters are. */
export const fireQuery = (connection: string) =>
  queryOptions({
    queryKey: [connection, "fire"],
    queryFn: ({ signal }) =>
      getJson(
        "/{connection}/failures/fire",
        { connection: connectionParam(connection) },
        {},
        signal,
      ),
    refetchInterval: indexReadEveryMs,
  });

/** Acknowledges, mutes or resolves a group for everybody, or takes that back. */
export const changeTriage = (connection: string, request: TriageRequest) =>
  postJson("/{connection}/failures/triage", { connection: connectionParam(connection) }, request);
