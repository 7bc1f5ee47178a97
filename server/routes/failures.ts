import { Hono } from "hono";
import {
  type AtRiskList,
  atRiskQuery,
  exportQuery,
  type FailureList,
  type FailureListQuery,
  type FailureSnapshots,
  type FailureSnapshotsQuery,
  failureListQuery,
  failureSnapshotsQuery,
  type IncidentReportOptions,
  type IncidentReportResponse,
  incidentReportOptions,
  incidentReportQuery,
} from "../contract";
import { ProblemError } from "../problems/problem";
import { recoverability } from "../store/at-risk";
import { allFailureSnapshots, coverageSentence, failureExportColumns } from "../store/exports";
import { failureList, failureRows } from "../store/failures";
import { groupIncidentReport, snapshotIncidentReport } from "../store/incident-report";
import type { RouteContext } from "./context";
import { connectionPath, input, snapshotPath } from "./input";
import { sendFile } from "./send-file";
import { readIndex, sourceOf } from "./source";

/** `GET /` and `GET /snapshots`: what failed on every connection. */
export const allFailureRoutes = (context: RouteContext) =>
  new Hono()
    .get("/", input("query", failureListQuery), async (c) =>
      c.json<FailureList>(await list(context, null, c.req.valid("query"))),
    )
    .get("/snapshots", input("query", failureSnapshotsQuery), async (c) =>
      c.json<FailureSnapshots>(await rows(context, null, c.req.valid("query"))),
    );

/** The same of one connection. */
export const failureRoutes = (context: RouteContext) =>
  new Hono()
    .get("/", input("param", connectionPath), input("query", failureListQuery), async (c) =>
      c.json<FailureList>(
        await list(context, c.req.valid("param").connection, c.req.valid("query")),
      ),
    )
    .get(
      "/snapshots",
      input("param", connectionPath),
      input("query", failureSnapshotsQuery),
      async (c) =>
        c.json<FailureSnapshots>(
          await rows(context, c.req.valid("param").connection, c.req.valid("query")),
        ),
    );

/** `GET /export` and `GET /incident` of one connection or, under `/failures`, of all. */
export const handOverRoutes = (context: RouteContext) =>
  new Hono()
    .get("/export", input("param", anyConnection), input("query", exportQuery), async (c) => {
      const query = c.req.valid("query");
      const source = sourceOf(context, c.req.valid("param").connection ?? null);
      const { coverage, total } = await readIndex(() => failureRows(source, { ...query, size: 1 }));
      return readIndex(() =>
        sendFile(c, {
          totalRows: total,
          name: "pushes",
          format: query.format,
          columns: failureExportColumns,
          batches: allFailureSnapshots(source, query),
          head: { coverage },
          note: `coverage: ${coverageSentence(coverage)}`,
        }),
      );
    })
    .get(
      "/incident",
      input("param", anyConnection),
      input("query", incidentReportQuery),
      async (c) => {
        const source = sourceOf(context, c.req.valid("param").connection ?? null);
        const query = c.req.valid("query");
        const incident = await readIndex(() =>
          groupIncidentReport(source, linked(context, query), regionsOf(context)),
        );
        if (incident) return c.json<IncidentReportResponse>(incident);
        throw new ProblemError("input.invalid", "The filter has no such group.", "group");
      },
    );

/** `GET /`: one push as a bundle for a ticket or a chat. */
export const pushIncidentRoutes = (context: RouteContext) =>
  new Hono().get(
    "/",
    input("param", snapshotPath),
    input("query", incidentReportOptions),
    async (c) => {
      const place = c.req.valid("param");
      const source = sourceOf(context, place.connection);
      const query = c.req.valid("query");
      const incident = await readIndex(() =>
        snapshotIncidentReport(source, place, linked(context, query), regionsOf(context)),
      );
      if (incident) return c.json<IncidentReportResponse>(incident);
      throw new ProblemError("input.invalid", "The index has no such snapshot.", "snapshotId");
    },
  );

/** An address that names no connection stands for all. */
const anyConnection = connectionPath.partial();

const regionsOf = (context: RouteContext) => (id: string) =>
  context.connections.get(id)?.connection.region ?? id;

/** `GET /`: the instances whose newest push failed, by how old their newest good image is. */
export const recoverabilityRoutes = (context: RouteContext) =>
  new Hono().get("/", input("param", connectionPath), input("query", atRiskQuery), async (c) => {
    const { connection } = c.req.valid("param");
    return c.json<AtRiskList>(
      await readIndex(() => recoverability(sourceOf(context, connection), c.req.valid("query"))),
    );
  });

/** A bundle's links begin with the origin that the reader is at and the path that is the server's own to know. */
const linked = <Query extends IncidentReportOptions>(
  { basePath }: RouteContext,
  query: Query,
): Query => ({
  ...query,
  base: query.base + basePath,
});

const list = (context: RouteContext, connection: string | null, query: FailureListQuery) =>
  readIndex(() => failureList(sourceOf(context, connection), query));

const rows = (context: RouteContext, connection: string | null, query: FailureSnapshotsQuery) =>
  readIndex(() => failureRows(sourceOf(context, connection), query));
