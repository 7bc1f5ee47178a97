import { Hono } from "hono";
import type { TeamView, ViewList } from "../contract";

/** `GET /`: the named views that everybody is offered. */
export const viewRoutes = (views: readonly TeamView[]) =>
  new Hono().get("/", (c) => c.json<ViewList>({ items: [...views] }));
