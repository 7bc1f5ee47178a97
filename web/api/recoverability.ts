import { queryOptions } from "@tanstack/react-query";
import type { RecoverabilityList } from "../../server/contract";
import type { RiskState } from "../links";
import { apiPath } from "./address";
import { getJson } from "./client";
import { keepWithin } from "./keep";

/** The instances whose newest push failed, those without a good image first. */
export const recoverabilityQuery = (connection: string, { page, size, q }: RiskState) =>
  queryOptions({
    queryKey: [connection, "recoverability", { page, size, q }],
    queryFn: ({ signal }) =>
      getJson<RecoverabilityList>(
        apiPath([connection, "recoverability"], { page, size, q }),
        signal,
      ),
    placeholderData: keepWithin(connection, "recoverability"),
    refetchInterval: 30_000,
  });

/** The address of all of them as a file. */
export const riskExportPath = (connection: string, { q }: RiskState, format: "csv" | "json") =>
  apiPath([connection, "exports", "recoverability"], { q, format });
