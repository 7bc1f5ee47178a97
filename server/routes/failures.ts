import {
  changeTriageEndpoint,
  getFailureGroupEndpoint,
  getFireEndpoint,
  listFailureSnapshotsEndpoint,
  listFailuresEndpoint,
} from "../contract";
import { ProblemError } from "../problems/problem";
import { failureGroup } from "../store/failure-group";
import { failureList, failureRows } from "../store/failures";
import { fireNow } from "../store/fire";
import type { RouteContext } from "./context";
import { createRouter } from "./router";
import { readIndex, sourceOf } from "./source";

/** What failed on a connection or on all of them: in groups, and push by push. */
export const failureRoutes = (context: RouteContext) =>
  createRouter()
    .openapi(listFailuresEndpoint, async (c) => {
      const source = await sourceOf(context, c.var.viewer, c.req.valid("param").connection);
      return c.json(await readIndex(() => failureList(source, c.req.valid("query"))), 200);
    })
    .openapi(listFailureSnapshotsEndpoint, async (c) => {
      const source = await sourceOf(context, c.var.viewer, c.req.valid("param").connection);
      return c.json(await readIndex(() => failureRows(source, c.req.valid("query"))), 200);
    })
    .openapi(getFailureGroupEndpoint, async (c) => {
      const source = await sourceOf(context, c.var.viewer, c.req.valid("param").connection);
      return c.json(await readIndex(() => failureGroup(source, c.req.valid("query"))), 200);
    })
    .openapi(getFireEndpoint, async (c) => {
      const source = await sourceOf(context, c.var.viewer, c.req.valid("param").connection);
      return c.json(await readIndex(() => fireNow(source)), 200);
    })
    .openapi(changeTriageEndpoint, () => {
      throw new ProblemError("triage.off", "Groups cannot be triaged yet.");
    });
