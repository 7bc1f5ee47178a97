import { queryOptions } from "@tanstack/react-query";
import { connectionParam } from "../paths/api-address";
import { type AtRiskState, atRiskReadOf } from "../paths/at-risk";
import { getJson } from "./client";
import { keepPreviousDataWithin } from "./keep-previous-data";
import { indexReadEveryMs } from "./refresh";

/** The instances whose newest push failed, as a rule those without a good image first. */
export function atRiskQuery(connection: string, state: AtRiskState) {
  const query = atRiskReadOf(state);
  return queryOptions({
    queryKey: [connection, "at-risk", query],
    queryFn: ({ signal }) =>
      getJson("/{connection}/at-risk", { connection: connectionParam(connection) }, query, signal),
    placeholderData: keepPreviousDataWithin(connection, "at-risk"),
    refetchInterval: indexReadEveryMs,
  });
}
