import { queryOptions } from "@tanstack/react-query";
import type { AtRiskState } from "../paths/at-risk";
import { connectionParam } from "./address";
import { getJson } from "./client";
import { keepPreviousDataWithin } from "./keep-previous-data";
import { indexReadEveryMs } from "./refresh";

/** The instances whose newest push failed, those without a good image first. */
export const atRiskQuery = (connection: string, { page, size, q }: AtRiskState) =>
  queryOptions({
    queryKey: [connection, "at-risk", { page, size, q }],
    queryFn: ({ signal }) =>
      getJson(
        "/{connection}/at-risk",
        { connection: connectionParam(connection) },
        { page, size, q },
        signal,
      ),
    placeholderData: keepPreviousDataWithin(connection, "at-risk"),
    refetchInterval: indexReadEveryMs,
  });
