import { queryOptions } from "@tanstack/react-query";
import type { FailureList, FailureRows, IncidentAnswer } from "../../server/contract";
import type { FailureState } from "../links";
import { apiPath } from "./address";
import { getJson } from "./client";
import { keepWithin } from "./keep";

/** While the account is read for the first time the page follows; afterwards it keeps up at ease. */
const followMs = 2_000;
const keepUpMs = 30_000;

const isSweeping = (list: FailureList | undefined) =>
  list?.coverage.syncs.some(({ phase }) => phase === "first") || list?.coverage.instances === 0;

const filterOf = (state: FailureState) => {
  const { period, outcome, workspace, owner, registry, reason, q, page, size } = state;
  return { period, outcome, workspace, owner, registry, reason, q, page, size };
};

/** Failures of a connection in groups. The groups before stay on show while others load. */
export function failureListQuery(connection: string, state: FailureState) {
  const query = { ...filterOf(state), by: state.by, sort: state.sort };
  return queryOptions({
    queryKey: [connection, "failures", query],
    queryFn: ({ signal }) => getJson<FailureList>(apiPath([connection, "failures"], query), signal),
    placeholderData: keepWithin(connection, "failures"),
    refetchInterval: ({ state: { data } }) => (isSweeping(data) ? followMs : keepUpMs),
  });
}

/** The pushes of a group or an instance, newest first. */
export function failureRowsQuery(connection: string, state: FailureState) {
  const query = { ...filterOf(state), group: state.group, instance: state.instance };
  return queryOptions({
    queryKey: [connection, "failure-rows", query],
    queryFn: ({ signal }) =>
      getJson<FailureRows>(apiPath([connection, "failures", "snapshots"], query), signal),
    placeholderData: keepWithin(connection, "failure-rows"),
    refetchInterval: keepUpMs,
  });
}

/** The address of the whole list as a file; the browser downloads it by itself. */
export const exportPath = (connection: string, state: FailureState, format: "csv" | "json") => {
  const { page: _page, size: _size, ...filter } = filterOf(state);
  const { group, instance } = state;
  return apiPath([connection, "failures", "export"], { ...filter, group, instance, format });
};

/** An opened group as a bundle for a ticket or a chat. */
export function incidentOptions(
  connection: string,
  state: FailureState,
  how: { masked: boolean; language: "en" | "zh-CN" },
) {
  const { page: _page, size: _size, ...filter } = filterOf(state);
  const query = {
    ...filter,
    group: state.group,
    masked: String(how.masked),
    language: how.language,
    base: window.location.origin,
  };
  return queryOptions({
    queryKey: [connection, "incident", query],
    queryFn: ({ signal }) =>
      getJson<IncidentAnswer>(apiPath([connection, "failures", "incident"], query), signal),
    placeholderData: keepWithin(connection, "incident"),
  });
}
