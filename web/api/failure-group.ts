import { queryOptions } from "@tanstack/react-query";
import type { IndexedSnapshot, TriageRequest } from "../../server/contract";
import { momentOf } from "../paths/days";
import { type FailureState, failureParams } from "../paths/failures";
import { connectionParam } from "./address";
import { getJson, postJson } from "./client";
import { failureFilterOf, failureListQuery } from "./failures";
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

const hourMs = 3_600_000;

/** The group that a push stands in, alone in it: its cause, and the key that finds all of the group. */
export function failureGroupOfQuery(push: IndexedSnapshot) {
  const at = Date.parse(push.gmtModifiedTime ?? "");
  const known = !Number.isNaN(at);
  const state: FailureState = {
    ...failureParams.defaults,
    ...(known && { from: momentOf(at - hourMs), to: momentOf(at + hourMs) }),
    q: push.snapshotId,
    triage: "all",
  };
  return {
    ...failureListQuery(push.connection, state),
    enabled: known,
    refetchInterval: false,
  } as const;
}

/** The group of a member among the pushes of the last thirty days. */
export const likeThisQuery = (connection: string, group: string) =>
  ({
    ...failureListQuery(connection, { ...failureParams.defaults, period: "30d", size: 10, group }),
    enabled: group !== "",
  }) as const;
