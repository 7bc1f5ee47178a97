import { type ConnectionList, listConnectionsEndpoint } from "../contract";
import type { RouteContext } from "./context";
import { createRouter } from "./router";

/** The connections a reader may choose from. */
export const connectionRoutes = ({ connections }: RouteContext, access: ConnectionList["access"]) =>
  createRouter().openapi(listConnectionsEndpoint, (c) =>
    c.json({ items: [...connections.values()].map(({ connection }) => connection), access }, 200),
  );
