import { queryOptions } from "@tanstack/react-query";
import type { FailureList, FailureSnapshots, IncidentReportResponse } from "../../server/contract";
import type { FailureState } from "../paths/paths";
import { apiPath } from "./address";
import { getJson } from "./client";
import { keepPreviousDataWithin } from "./keep-previous-data";

/** While the account is read for the first time the page follows; afterwards it keeps up at ease. */
const followMs = 2_000;
const keepUpMs = 30_000;

const isFirstSync = (list: FailureList | undefined) =>
  list?.coverage.syncs.some(({ phase }) => phase === "full") || list?.coverage.instances === 0;

const dayMs = 86_400_000;

const filterOf = (state: FailureState) => {
  const { period, from, to, outcome, workspace, owner, registry, reason, q, page, size } = state;
  return {
    ...(from === ""
      ? { period }
      : {
          from: `${from}T00:00:00Z`,
          // The last day is part of the span.
          to: new Date(Date.parse(`${to}T00:00:00Z`) + dayMs).toISOString(),
        }),
    outcome,
    hours: outcome === "stuck" && state.hours > 0 ? String(state.hours) : "",
    workspace,
    owner,
    registry,
    reason,
    q,
    page,
    size,
  };
};

/**
 * Failures of a connection in groups. The groups before stay on show while others load.
 * @param since when the reader looked last, ISO 8601: what happened after it counts as fresh
 */
export function failureListQuery(connection: string, state: FailureState, since = "") {
  const { group, instance, sort } = state;
  const by = instance === "" && state.by !== "instance" ? "cause" : "instance";
  // An opened group stands above its pushes, and the page is theirs.
  const page = isListing(state) ? 1 : state.page;
  const query = { ...filterOf(state), page, by, sort, group, instance, since };
  return queryOptions({
    queryKey: [connection, "failures", query],
    queryFn: ({ signal }) => getJson<FailureList>(apiPath([connection, "failures"], query), signal),
    placeholderData: keepPreviousDataWithin(connection, "failures"),
    refetchInterval: ({ state: { data } }) => (isFirstSync(data) ? followMs : keepUpMs),
  });
}

/** Whether the page lists pushes: of what is opened, or one by one. */
export const isListing = ({ by, group, instance }: FailureState) =>
  by === "push" || group !== "" || instance !== "";

/** The pushes of a group, an instance or the whole filter, newest first. */
export function failureSnapshotsQuery(connection: string, state: FailureState) {
  const { group, instance, message } = state;
  const query = { ...filterOf(state), group, instance, message };
  return queryOptions({
    queryKey: [connection, "failure-rows", query],
    queryFn: ({ signal }) =>
      getJson<FailureSnapshots>(apiPath([connection, "failures", "snapshots"], query), signal),
    placeholderData: keepPreviousDataWithin(connection, "failure-rows"),
    refetchInterval: keepUpMs,
  });
}

/** The address of the whole list as a file; the browser downloads it by itself. */
export const exportPath = (connection: string, state: FailureState, format: "csv" | "json") => {
  const { page: _page, size: _size, ...filter } = filterOf(state);
  const { group, instance, message } = state;
  return apiPath([connection, "failures", "export"], {
    ...filter,
    group,
    instance,
    message,
    format,
  });
};

export interface IncidentReportChoice {
  masked: boolean;
  language: "en" | "zh-CN";
}

const incidentReportOptions = ({ masked, language }: IncidentReportChoice) => ({
  masked: String(masked),
  language,
  base: window.location.origin,
});

/** One push as a bundle for a ticket or a chat. */
export const snapshotIncidentReportQuery = (
  {
    connection,
    instanceId,
    snapshotId,
  }: Record<"connection" | "instanceId" | "snapshotId", string>,
  how: IncidentReportChoice,
) =>
  queryOptions({
    queryKey: [connection, "incident", instanceId, snapshotId, how],
    queryFn: ({ signal }) =>
      getJson<IncidentReportResponse>(
        apiPath(
          [connection, "instances", instanceId, "snapshots", snapshotId, "incident"],
          incidentReportOptions(how),
        ),
        signal,
      ),
    placeholderData: keepPreviousDataWithin(connection, "incident", instanceId, snapshotId),
  });

/** An opened group as a bundle for a ticket or a chat. */
export function incidentReportQuery(
  connection: string,
  state: FailureState,
  how: IncidentReportChoice,
) {
  const { page: _page, size: _size, ...filter } = filterOf(state);
  const query = { ...filter, group: state.group, ...incidentReportOptions(how) };
  return queryOptions({
    queryKey: [connection, "incident", query],
    queryFn: ({ signal }) =>
      getJson<IncidentReportResponse>(apiPath([connection, "failures", "incident"], query), signal),
    placeholderData: keepPreviousDataWithin(connection, "incident"),
    staleTime: 30_000,
  });
}
