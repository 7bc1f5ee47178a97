import { getTimelineEndpoint } from "../contract";
import { snapshotTimeline } from "../store/timeline";
import type { RouteContext } from "./context";
import { indexResponse } from "./index-response";
import { createRouter } from "./router";
import { sourceOfOne } from "./source";

/** An instance's newest snapshots as the index knows them. */
export const timelineRoutes = (context: RouteContext) =>
  createRouter().openapi(getTimelineEndpoint, async (c) => {
    const place = c.req.valid("param");
    const source = await sourceOfOne(context, c.var.viewer, place.connection);
    return indexResponse(context, c, source, () => snapshotTimeline(source.index, place));
  });
