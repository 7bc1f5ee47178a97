import { getStatusHistoryEndpoint } from "../contract";
import { statusHistory } from "../store/history";
import type { RouteContext } from "./context";
import { createRouter } from "./router";
import { readIndex, sourceOfOne } from "./source";

/** What the index knows of one snapshot beside the service. */
export const historyRoutes = (context: RouteContext) =>
  createRouter().openapi(getStatusHistoryEndpoint, async (c) => {
    const place = c.req.valid("param");
    const { index, now } = await sourceOfOne(context, c.var.viewer, place.connection);
    return c.json(await readIndex(() => statusHistory(index, place, now)), 200);
  });
