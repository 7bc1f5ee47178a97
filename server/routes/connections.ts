import { Hono } from "hono";
import type { ConnectionList } from "../contract";
import type { RouteContext } from "./context";

/** `GET /`: the connections a reader may choose from. */
export const connectionRoutes = ({ connections }: RouteContext) =>
  new Hono().get("/", (c) =>
    c.json<ConnectionList>({
      items: [...connections.values()].map(({ connection }) => connection),
    }),
  );
