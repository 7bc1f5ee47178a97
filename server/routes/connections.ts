import type { Viewer } from "../access/viewer";
import { type ConnectionList, listConnectionsEndpoint } from "../contract";
import type { RouteContext } from "./context";
import { createRouter } from "./router";

/** The connections a reader may choose from. */
export const connectionRoutes = (
  context: RouteContext,
  access: ConnectionList["access"],
  signOut: string | null,
) =>
  createRouter().openapi(listConnectionsEndpoint, (c) =>
    c.json(
      {
        items: connectionsOf(context, c.var.viewer),
        access,
        viewer: { name: c.var.viewer.name, operator: c.var.viewer.operator, signOut },
      },
      200,
    ),
  );

const connectionsOf = (context: RouteContext, viewer: Viewer) =>
  [...context.connectionsOf(viewer).values()].map(({ connection }) => connection);
