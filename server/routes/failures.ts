import { listFailureSnapshotsEndpoint, listFailuresEndpoint } from "../contract";
import { failureList, failureRows } from "../store/failures";
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
    });
