import { listConnectionsEndpoint } from "../contract";
import type { RouteContext } from "./context";
import { createRouter } from "./router";

/** The connections a reader may choose from. */
export const connectionRoutes = ({ connections }: RouteContext) =>
  createRouter().openapi(listConnectionsEndpoint, (c) =>
    c.json({ items: [...connections.values()].map(({ connection }) => connection) }, 200),
  );
