import type { Viewer } from "../access/viewer";
import { type ConnectionList, listConnectionsEndpoint } from "../contract";
import type { RouteContext } from "./context";
import { createRouter } from "./router";

/** The connections a reader may choose from. */
export const connectionRoutes = (context: RouteContext, access: ConnectionList["access"]) =>
  createRouter().openapi(listConnectionsEndpoint, (c) =>
    c.json({ items: connectionsOf(context, c.var.viewer), access }, 200),
  );

const connectionsOf = (context: RouteContext, viewer: Viewer) =>
  [...context.connectionsOf(viewer).values()].map(({ connection }) => connection);
