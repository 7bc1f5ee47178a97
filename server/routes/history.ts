import { getStatusHistoryEndpoint } from "../contract";
import { statusHistory } from "../store/history";
import { groupOfPush } from "../store/push-group";
import type { RouteContext } from "./context";
import { createRouter } from "./router";
import { readIndex, sourceOfOne } from "./source";

/** What the index knows of one snapshot beside the service. */
export const historyRoutes = (context: RouteContext) =>
  createRouter().openapi(getStatusHistoryEndpoint, async (c) => {
    const place = c.req.valid("param");
    const source = await sourceOfOne(context, c.var.viewer, place.connection);
    const answer = await readIndex(async () => {
      const history = await statusHistory(source.index, place, source.now);
      return { ...history, group: await groupOfPush(source, history.item) };
    });
    return c.json(answer, 200);
  });
