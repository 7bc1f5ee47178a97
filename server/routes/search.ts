import { allConnections, searchEndpoint } from "../contract";
import { coverageOf } from "../store/coverage";
import { searchInstances } from "../store/search-instances";
import { searchSnapshots } from "../store/search-snapshots";
import { isoTime, type RouteContext } from "./context";
import { createRouter } from "./router";
import { readIndex, sourceOf } from "./source";

/** Instances and snapshots of every connection that a text is found in. */
export const searchRoutes = (context: RouteContext) =>
  createRouter().openapi(searchEndpoint, async (c) => {
    const { q } = c.req.valid("query");
    const { index, connections, states, now } = await sourceOf(
      context,
      c.var.viewer,
      allConnections,
    );
    const [instances, snapshots, coverage] = await readIndex(() =>
      Promise.all([
        searchInstances(index, connections, q),
        searchSnapshots(index, connections, q),
        coverageOf(index, connections, states, now),
      ]),
    );
    return c.json({ instances, snapshots, coverage, readAt: isoTime(now) }, 200);
  });
