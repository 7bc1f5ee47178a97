import { getStatusHistoryEndpoint } from "../contract";
import { withoutElapsed } from "../snapshots/snapshot-list";
import { statusHistory } from "../store/history";
import { groupOfPush } from "../store/push-group";
import type { RouteContext } from "./context";
import { indexResponse } from "./index-response";
import { createRouter } from "./router";
import { sourceOfOne } from "./source";

/** What the index knows of one snapshot beside the service. */
export const historyRoutes = (context: RouteContext) =>
  createRouter().openapi(getStatusHistoryEndpoint, async (c) => {
    const place = c.req.valid("param");
    const source = await sourceOfOne(context, c.var.viewer, place.connection);
    return indexResponse(context, c, source, async () => {
      const { item, ...history } = await statusHistory(source.index, place, source.now);
      return {
        ...history,
        item: item && withoutElapsed(item),
        group: await groupOfPush(source, item),
      };
    });
  });
