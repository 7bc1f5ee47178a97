import { queryOptions } from "@tanstack/react-query";
import type { AtRiskList } from "../../server/contract";
import type { AtRiskState } from "../paths/paths";
import { apiPath } from "./address";
import { getJson } from "./client";
import { keepPreviousDataWithin } from "./keep-previous-data";

/** The instances whose newest push failed, those without a good image first. */
export const atRiskQuery = (connection: string, { page, size, q }: AtRiskState) =>
  queryOptions({
    queryKey: [connection, "recoverability", { page, size, q }],
    queryFn: ({ signal }) =>
      getJson<AtRiskList>(apiPath([connection, "recoverability"], { page, size, q }), signal),
    placeholderData: keepPreviousDataWithin(connection, "recoverability"),
    refetchInterval: 30_000,
  });

/** The address of all of them as a file. */
export const atRiskExportPath = (connection: string, { q }: AtRiskState, format: "csv" | "json") =>
  apiPath([connection, "exports", "recoverability"], { q, format });
