import { listAtRiskEndpoint } from "../contract";
import { atRiskList } from "../store/at-risk";
import type { RouteContext } from "./context";
import { imageProblems } from "./images";
import { indexResponse } from "./index-response";
import { createRouter } from "./router";
import { sourceOf } from "./source";

/** The instances whose newest push failed, by how old their newest good image is. */
export const atRiskRoutes = (context: RouteContext) =>
  createRouter().openapi(listAtRiskEndpoint, async (c) => {
    const source = await sourceOf(context, c.var.viewer, c.req.valid("param").connection);
    const problems = imageProblems(context, c.var.viewer, source.connections);
    const make = async () => ({
      ...(await atRiskList(source, c.req.valid("query"))),
      imageProblems: problems,
    });
    return indexResponse(context, c, source, make, problems);
  });
