import type { Viewer } from "../access/viewer";
import { listViewsEndpoint, type TeamView } from "../contract";
import { createRouter } from "./router";

/**
 * The named views that everybody is offered.
 * @param viewsNow they may be read anew
 * @param maySee whether what a view's address is about exists for somebody
 */
export const viewRoutes = (
  viewsNow: () => readonly TeamView[],
  maySee: (viewer: Viewer, path: string) => boolean,
) =>
  createRouter().openapi(listViewsEndpoint, (c) =>
    c.json({ items: viewsNow().filter(({ path }) => maySee(c.var.viewer, path)) }, 200),
  );
