import { addressedSpan } from "../../web/paths/days";
import { failureParams } from "../../web/paths/failures";
import { allConnections, paths } from "../../web/paths/paths";
import type { Viewer } from "../access/viewer";
import {
  type FailureListQuery,
  getGroupIncidentReportEndpoint,
  getSnapshotIncidentReportEndpoint,
  type IncidentReportOptions,
} from "../contract";
import { ProblemError } from "../problems/problem";
import {
  groupIncidentReport,
  type ReportLinks,
  snapshotIncidentReport,
} from "../store/incident-report";
import type { RouteContext } from "./context";
import { createRouter } from "./router";
import { readIndex, sourceOf, sourceOfOne } from "./source";

/** A group or one push as a report for a ticket or a chat. */
export const incidentReportRoutes = (context: RouteContext) =>
  createRouter()
    .openapi(getGroupIncidentReportEndpoint, async (c) => {
      const source = await sourceOf(context, c.var.viewer, c.req.valid("param").connection);
      const query = c.req.valid("query");
      const links = linksOf(context, query);
      const report = await readIndex(() =>
        groupIncidentReport(source, query, regionsOf(context, c.var.viewer), links),
      );
      if (report) return c.json(report, 200);
      throw new ProblemError("input.invalid", "The filter has no such group.", "group");
    })
    .openapi(getSnapshotIncidentReportEndpoint, async (c) => {
      const place = c.req.valid("param");
      const source = await sourceOfOne(context, c.var.viewer, place.connection);
      const query = c.req.valid("query");
      const links = linksOf(context, query);
      const report = await readIndex(() =>
        snapshotIncidentReport(source, place, query, regionsOf(context, c.var.viewer), links),
      );
      if (report) return c.json(report, 200);
      throw new ProblemError("input.invalid", "The index has no such snapshot.", "snapshotId");
    });

const regionsOf = (context: RouteContext, viewer: Viewer) => (id: string) =>
  context.viewed(viewer, id)?.connection.region ?? id;

/**
 * A report's links begin with the origin that the reader is at; the path below it only the server
 * knows. A group's link shows it over the same span, or it might be empty.
 */
function linksOf(
  { basePath }: RouteContext,
  { base, ...filter }: IncidentReportOptions & Partial<FailureListQuery>,
): ReportLinks {
  const { period, outcome, from, to } = { ...failureParams.defaults, ...filter };
  const span = from && to ? addressedSpan({ from, to }) : {};
  const state = { ...failureParams.defaults, period, outcome, ...span };
  const whole = (path: string) => base + basePath + path;
  return {
    group: (connection, group) =>
      whole(paths.failures(connection ?? allConnections, { ...state, group })),
    snapshot: ({ connection, instanceId, snapshotId }) =>
      whole(paths.snapshot(connection, instanceId, snapshotId)),
  };
}
