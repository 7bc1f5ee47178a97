import { Hono } from "hono";
import { type InstanceList, type InstanceResponse, instanceListQuery } from "../contract";
import { instanceFacets, isPassThrough, listInstances } from "../snapshots/instance-list";
import { connectionOf, isoTime, type RouteContext } from "./context";
import { connectionPath, input, instancePath } from "./input";

const upstreamSort = { created: "GmtCreateTime", modified: "GmtModifiedTime" } as const;

/** `GET /` and `GET /:instanceId`: a connection's instances. */
export const instanceRoutes = (context: RouteContext) =>
  new Hono()
    .get("/", input("param", connectionPath), input("query", instanceListQuery), async (c) => {
      const { client, instances } = connectionOf(context, c.req.valid("param").connection);
      const query = c.req.valid("query");
      const { page, size, sort, order } = query;
      const { signal } = c.req.raw;
      const known = instances.peek();

      if ((sort === "created" || sort === "modified") && isPassThrough(query)) {
        const whole =
          known ?? (query.facets === "whole" ? await instances.whole({}, { signal }) : null);
        const answer = await client.listInstances(
          { page, size, sort: upstreamSort[sort], order },
          { signal },
        );
        return c.json<InstanceList>({
          items: answer.items,
          total: answer.total,
          page,
          size,
          facets: whole && instanceFacets(whole.items),
          requestId: answer.requestId,
          readAt: isoTime(answer.readAt),
        });
      }

      const whole = await instances.whole({}, { signal });
      return c.json<InstanceList>({
        ...listInstances(whole.items, query),
        page,
        size,
        facets: instanceFacets(whole.items),
        requestId: whole.requestId,
        readAt: isoTime(whole.readAt),
      });
    })
    .get("/:instanceId", input("param", instancePath), async (c) => {
      const { connection, instanceId } = c.req.valid("param");
      const { client } = connectionOf(context, connection);
      const { item, requestId, readAt } = await client.getInstance(instanceId, {
        signal: c.req.raw.signal,
      });
      return c.json<InstanceResponse>({ item, requestId, readAt: isoTime(readAt) });
    });
