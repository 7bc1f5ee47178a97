import { allConnections, searchEndpoint } from "../contract";
import { coverageRead } from "../store/coverage";
import { searchInstances } from "../store/search-instances";
import { searchSnapshots } from "../store/search-snapshots";
import type { RouteContext } from "./context";
import { indexResponse } from "./index-response";
import { createRouter } from "./router";
import { sourceOf } from "./source";

/** Instances and snapshots of every connection that a text is found in. */
export const searchRoutes = (context: RouteContext) =>
  createRouter().openapi(searchEndpoint, async (c) => {
    const { q } = c.req.valid("query");
    const source = await sourceOf(context, c.var.viewer, allConnections);
    const { index, connections, states, now } = source;
    return indexResponse(context, c, source, async () => {
      const [instances, snapshots, read] = await Promise.all([
        searchInstances(index, connections, q),
        searchSnapshots(index, connections, q),
        coverageRead(index, connections, states, now),
      ]);
      return { instances, snapshots, ...read };
    });
  });
