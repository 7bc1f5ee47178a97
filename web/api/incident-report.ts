import { queryOptions } from "@tanstack/react-query";
import type { IncidentReportOptions } from "../../server/contract";
import { connectionParam } from "../paths/api-address";
import { type FailureState, failureFilterOf } from "../paths/failures";
import { getJson } from "./client";
import { keepPreviousDataWithin } from "./keep-previous-data";

/** What the reader chooses of a report. */
export type IncidentReportChoice = Omit<IncidentReportOptions, "base">;

const optionsOf = (choice: IncidentReportChoice) => ({ ...choice, base: window.location.origin });

/** One push as a report for a ticket or a chat. */
export const snapshotIncidentReportQuery = (
  place: Record<"connection" | "instanceId" | "snapshotId", string>,
  choice: IncidentReportChoice,
) => {
  const { connection, instanceId, snapshotId } = place;
  return queryOptions({
    queryKey: [connection, "incident-report", instanceId, snapshotId, choice],
    queryFn: ({ signal }) =>
      getJson(
        "/{connection}/instances/{instanceId}/snapshots/{snapshotId}/incident-report",
        { connection, instanceId, snapshotId },
        optionsOf(choice),
        signal,
      ),
    placeholderData: keepPreviousDataWithin(connection, "incident-report", instanceId, snapshotId),
  });
};

/** An opened group as a report for a ticket or a chat. */
export function incidentReportQuery(
  connection: string,
  state: FailureState,
  choice: IncidentReportChoice,
) {
  const query = { ...failureFilterOf(state), group: state.group, ...optionsOf(choice) };
  return queryOptions({
    queryKey: [connection, "incident-report", query],
    queryFn: ({ signal }) =>
      getJson(
        "/{connection}/failures/incident-report",
        { connection: connectionParam(connection) },
        query,
        signal,
      ),
    placeholderData: keepPreviousDataWithin(connection, "incident-report"),
    staleTime: 30_000,
  });
}
