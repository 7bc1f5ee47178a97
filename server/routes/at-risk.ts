import { listAtRiskEndpoint } from "../contract";
import { atRiskList } from "../store/at-risk";
import type { RouteContext } from "./context";
import { imageProblems } from "./images";
import { createRouter } from "./router";
import { readIndex, sourceOf } from "./source";

/** The instances whose newest push failed, by how old their newest good image is. */
export const atRiskRoutes = (context: RouteContext) =>
  createRouter().openapi(listAtRiskEndpoint, async (c) => {
    const source = await sourceOf(context, c.var.viewer, c.req.valid("param").connection);
    const list = await readIndex(() => atRiskList(source, c.req.valid("query")));
    return c.json(
      { ...list, imageProblems: imageProblems(context, c.var.viewer, source.connections) },
      200,
    );
  });
