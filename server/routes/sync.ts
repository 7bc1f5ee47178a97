import { getSyncEndpoint } from "../contract";
import { toldSync } from "../store/coverage";
import type { RouteContext } from "./context";
import { createRouter } from "./router";
import { sourceOf } from "./source";

/** How the reading of the connections goes. It changes all the time, and so it is no part of other answers. */
export const syncRoutes = (context: RouteContext) =>
  createRouter().openapi(getSyncEndpoint, async (c) => {
    const { connection } = c.req.valid("param");
    const { states, connections, now } = await sourceOf(context, c.var.viewer, connection);
    const syncs = states
      .filter((state) => connections.includes(state.connection))
      .map((state) => toldSync(state, now));
    return c.json({ syncs }, 200);
  });
