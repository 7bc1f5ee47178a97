import {
  changeTriageEndpoint,
  getFailureGroupEndpoint,
  getFireEndpoint,
  listFailureSnapshotsEndpoint,
  listFailuresEndpoint,
} from "../contract";
import { ProblemError } from "../problems/problem";
import { withoutElapsed } from "../snapshots/snapshot-list";
import { failureGroup } from "../store/failure-group";
import { failureRows } from "../store/failure-rows";
import { failureList } from "../store/failures";
import { fireNow } from "../store/fire";
import { knownGroups } from "../store/known-patterns";
import type { RouteContext } from "./context";
import { indexResponse } from "./index-response";
import { createRouter } from "./router";
import { readIndex, sourceOf } from "./source";

/** What failed on a connection or on all of them: in groups, and push by push. */
export const failureRoutes = (context: RouteContext) =>
  createRouter()
    .openapi(listFailuresEndpoint, async (c) => {
      const source = await sourceOf(context, c.var.viewer, c.req.valid("param").connection);
      return indexResponse(context, c, source, () => failureList(source, c.req.valid("query")));
    })
    .openapi(listFailureSnapshotsEndpoint, async (c) => {
      const source = await sourceOf(context, c.var.viewer, c.req.valid("param").connection);
      return indexResponse(context, c, source, async () => {
        const rows = await failureRows(source, c.req.valid("query"));
        return { ...rows, items: rows.items.map(withoutElapsed) };
      });
    })
    .openapi(getFailureGroupEndpoint, async (c) => {
      const source = await sourceOf(context, c.var.viewer, c.req.valid("param").connection);
      return indexResponse(context, c, source, () => failureGroup(source, c.req.valid("query")));
    })
    .openapi(getFireEndpoint, async (c) => {
      const source = await sourceOf(context, c.var.viewer, c.req.valid("param").connection);
      return indexResponse(context, c, source, () => fireNow(source));
    })
    .openapi(changeTriageEndpoint, async (c) => {
      const { viewer } = c.var;
      if (viewer.readOnly) {
        throw new ProblemError("access.readOnly", "Whoever asks may only read.");
      }
      const source = await sourceOf(context, viewer, c.req.valid("param").connection);
      if (source.triage === undefined) {
        throw new ProblemError("triage.off", "Groups of failures are not triaged here.");
      }
      if (!source.triage.mayChange) {
        throw new ProblemError(
          "access.readOnly",
          "A group is changed by who sees all of its connection, since it is changed for everybody.",
        );
      }
      const request = c.req.valid("json");
      const triage = await readIndex(async () => {
        const groups = await knownGroups(source, []);
        if (groups.groupOf(request.group) === null) {
          throw new ProblemError("input.invalid", "There is no such group of failures.", "group");
        }
        return context.triageOf(viewer)?.changeGroup(source, groups, request) ?? null;
      });
      return c.json({ triage }, 200);
    });
