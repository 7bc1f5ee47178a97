import type { UseQueryOptions } from "@tanstack/react-query";
import type { IncidentReportResponse } from "../../server/contract";
import type { IncidentReportChoice } from "../api/incident-report";

/** The report in a language, masked or not. */
export type ReportQuery = (
  how: IncidentReportChoice,
) => Pick<
  UseQueryOptions<IncidentReportResponse, Error, IncidentReportResponse>,
  "queryKey" | "queryFn"
>;
