import { listViewsEndpoint, type TeamView } from "../contract";
import { createRouter } from "./router";

/** The named views that everybody is offered. */
export const viewRoutes = (views: readonly TeamView[]) =>
  createRouter().openapi(listViewsEndpoint, (c) => c.json({ items: [...views] }, 200));
