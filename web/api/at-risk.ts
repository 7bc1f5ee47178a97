import { queryOptions } from "@tanstack/react-query";
import type { AtRiskState } from "../paths/at-risk";
import { connectionParam } from "./address";
import { getJson } from "./client";
import { keepPreviousDataWithin } from "./keep-previous-data";
import { indexReadEveryMs } from "./refresh";

/** The instances whose newest push failed, as a rule those without a good image first. */
export const atRiskQuery = (connection: string, { page, size, q, sort, order }: AtRiskState) =>
  queryOptions({
    queryKey: [connection, "at-risk", { page, size, q, sort, order }],
    queryFn: ({ signal }) =>
      getJson(
        "/{connection}/at-risk",
        { connection: connectionParam(connection) },
        { page, size, q, sort, order },
        signal,
      ),
    placeholderData: keepPreviousDataWithin(connection, "at-risk"),
    refetchInterval: indexReadEveryMs,
  });
