import { getInstanceEndpoint, listInstancesEndpoint } from "../contract";
import { instanceFacets, isPassThrough, listInstances } from "../snapshots/instance-list";
import { callOptions } from "./call-options";
import { connectionOf, isoTime, type RouteContext } from "./context";
import { createRouter } from "./router";

const upstreamSort = { created: "GmtCreateTime", modified: "GmtModifiedTime" } as const;

/** A connection's instances, read from the service. */
export const instanceRoutes = (context: RouteContext) =>
  createRouter()
    .openapi(listInstancesEndpoint, async (c) => {
      const { client, instances } = connectionOf(context, c.req.valid("param").connection);
      const query = c.req.valid("query");
      const { page, size, sort, order } = query;
      const options = callOptions(c);
      const known = instances.peek();

      if ((sort === "created" || sort === "modified") && isPassThrough(query)) {
        const whole =
          known ?? (query.facets === "whole" ? await instances.whole({}, options) : null);
        const answer = await client.listInstances(
          { page, size, sort: upstreamSort[sort], order },
          options,
        );
        return c.json(
          {
            items: answer.items,
            total: answer.total,
            page,
            size,
            facets: whole && instanceFacets(whole.items),
            requestId: answer.requestId,
            readAt: isoTime(answer.readAt),
          },
          200,
        );
      }

      const whole = await instances.whole({}, options);
      return c.json(
        {
          ...listInstances(whole.items, query),
          page,
          size,
          facets: instanceFacets(whole.items),
          requestId: whole.requestId,
          readAt: isoTime(whole.readAt),
        },
        200,
      );
    })
    .openapi(getInstanceEndpoint, async (c) => {
      const { connection, instanceId } = c.req.valid("param");
      const { client } = connectionOf(context, connection);
      const { item, requestId, readAt } = await client.getInstance(instanceId, callOptions(c));
      return c.json({ item, requestId, readAt: isoTime(readAt) }, 200);
    });
