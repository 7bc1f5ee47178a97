import { getTimelineEndpoint } from "../contract";
import { snapshotTimeline } from "../store/timeline";
import type { RouteContext } from "./context";
import { createRouter } from "./router";
import { readIndex, sourceOfOne } from "./source";

/** An instance's newest snapshots as the index knows them. */
export const timelineRoutes = (context: RouteContext) =>
  createRouter().openapi(getTimelineEndpoint, async (c) => {
    const place = c.req.valid("param");
    const { index, now } = await sourceOfOne(context, c.var.viewer, place.connection);
    return c.json(await readIndex(() => snapshotTimeline(index, place, now)), 200);
  });
