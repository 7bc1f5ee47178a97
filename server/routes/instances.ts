import { getInstanceEndpoint, type Instance, listInstancesEndpoint } from "../contract";
import { DswError } from "../dsw/index";
import { instanceFacets, isPassThrough, listInstances } from "../snapshots/instance-list";
import { callOptions } from "./call-options";
import { connectionOf, isoTime, type RouteContext } from "./context";
import { imageSizesVersion, sizesToListBy, withImageSizes } from "./image-sizes";
import { liveResponse } from "./live-response";
import { tellReading } from "./responses";
import { createRouter } from "./router";

const upstreamSort = { created: "GmtCreateTime", modified: "GmtModifiedTime" } as const;

/** A connection's instances, read from the service. */
export const instanceRoutes = (context: RouteContext) =>
  createRouter()
    .openapi(listInstancesEndpoint, async (c) => {
      const { viewer } = c.var;
      const { connection } = c.req.valid("param");
      const { instances, isLimited } = connectionOf(context, viewer, connection);
      const query = c.req.valid("query");
      const { page, size, sort, order } = query;
      const options = callOptions(c);
      const known = instances.peek();
      const asked = { now: context.now(), owner: viewer.owner };
      const sized = (items: readonly Instance[]) =>
        withImageSizes(context.triageOf(viewer)?.index, connection, items);
      const sizesVersion = await imageSizesVersion(context, viewer, connection);
      const listed = async () => {
        const whole = await instances.whole(options);
        const make = async () => {
          const sizes = await sizesToListBy(context, viewer, connection, query);
          const { items, total } = listInstances(whole.items, query, { ...asked, sizes });
          return {
            items: await sized(items),
            total,
            page,
            size,
            facets: instanceFacets(whole.items, asked, isLimited),
          };
        };
        return liveResponse(context, c, connection, [whole], make, sizesVersion);
      };

      if ((sort === "created" || sort === "modified") && isPassThrough(query)) {
        const whole = known ?? (query.facets === "whole" ? await instances.whole(options) : null);
        const answer = await instances
          .page({ page, size, sort: upstreamSort[sort], order }, options)
          .catch((error: unknown) => {
            // Instances with long histories: the whole list is read in smaller pages.
            if (error instanceof DswError && error.tooLarge) return null;
            throw error;
          });
        if (answer === null) return listed();
        const make = async () => ({
          items: await sized(answer.items),
          total: answer.total,
          page,
          size,
          facets: whole && instanceFacets(whole.items, asked, isLimited),
        });
        return liveResponse(context, c, connection, [answer, whole], make, sizesVersion);
      }

      return listed();
    })
    .openapi(getInstanceEndpoint, async (c) => {
      const { connection, instanceId } = c.req.valid("param");
      const { client } = connectionOf(context, c.var.viewer, connection);
      const answer = await client.getInstance(instanceId, callOptions(c));
      const { item, links, cloudDisks, requestId, readAt } = answer;
      tellReading(c, { requestId, readAt: isoTime(readAt) });
      return c.json({ item, links, cloudDisks }, 200);
    });
