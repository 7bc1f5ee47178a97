import {
  getGroupIncidentReportEndpoint,
  getSnapshotIncidentReportEndpoint,
  type IncidentReportOptions,
} from "../contract";
import { ProblemError } from "../problems/problem";
import { groupIncidentReport, snapshotIncidentReport } from "../store/incident-report";
import type { RouteContext } from "./context";
import { createRouter } from "./router";
import { readIndex, sourceOf, sourceOfOne } from "./source";

/** A group or one push as a report for a ticket or a chat. */
export const incidentReportRoutes = (context: RouteContext) =>
  createRouter()
    .openapi(getGroupIncidentReportEndpoint, async (c) => {
      const source = sourceOf(context, c.req.valid("param").connection);
      const query = underBasePath(context, c.req.valid("query"));
      const report = await readIndex(() => groupIncidentReport(source, query, regionsOf(context)));
      if (report) return c.json(report, 200);
      throw new ProblemError("input.invalid", "The filter has no such group.", "group");
    })
    .openapi(getSnapshotIncidentReportEndpoint, async (c) => {
      const place = c.req.valid("param");
      const source = sourceOfOne(context, place.connection);
      const query = underBasePath(context, c.req.valid("query"));
      const report = await readIndex(() =>
        snapshotIncidentReport(source, place, query, regionsOf(context)),
      );
      if (report) return c.json(report, 200);
      throw new ProblemError("input.invalid", "The index has no such snapshot.", "snapshotId");
    });

const regionsOf = (context: RouteContext) => (id: string) =>
  context.connections.get(id)?.connection.region ?? id;

/** A report's links begin with the origin that the reader is at; the path below it only the server knows. */
const underBasePath = <Query extends IncidentReportOptions>(
  { basePath }: RouteContext,
  query: Query,
): Query => ({ ...query, base: query.base + basePath });
