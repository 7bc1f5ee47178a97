import type { Viewer } from "../access/viewer";
import { getImageEndpoint, listInstanceImagesEndpoint, type Problem } from "../contract";
import { problemOf } from "../problems/problem";
import { imagesOf } from "../store/images";
import { callOptions } from "./call-options";
import { connectionOf, isoTime, type RouteContext } from "./context";
import { tellReading } from "./responses";
import { createRouter } from "./router";
import { readIndex, sourceOfOne } from "./source";

/** The images of an instance's snapshots: an optional part, which may be refused. */
export const imageRoutes = (context: RouteContext) =>
  createRouter()
    .openapi(listInstanceImagesEndpoint, async (c) => {
      const { connection, instanceId } = c.req.valid("param");
      const { index, now } = await sourceOfOne(context, c.var.viewer, connection);
      const open = connectionOf(context, c.var.viewer, connection);
      const { items, unread } = await readIndex(() =>
        imagesOf(index, { connection, instanceId }, now),
      );
      context.triageOf(c.var.viewer)?.readImages(connection, instanceId, unread);
      const failure = open.images.failure();
      return c.json(
        {
          items,
          unread: open.images.isReady() ? unread.length : 0,
          problem: failure && problemOf(failure),
        },
        200,
      );
    })
    .openapi(getImageEndpoint, async (c) => {
      const { connection, instanceId, imageId } = c.req.valid("param");
      const { images } = connectionOf(context, c.var.viewer, connection);
      const reading = await images.getImage(instanceId, imageId, callOptions(c));
      const readAt = context.now();
      // The index is the better for it, but the answer does not wait for it, nor fail with it.
      const address = { connection, instanceId, imageId };
      context.triageOf(c.var.viewer)?.keepImage(address, { ...reading, readAt });
      const { requestId, ...image } = reading;
      tellReading(c, { requestId, readAt: isoTime(readAt) });
      return c.json({ imageId, ...image }, 200);
    });

/** Why the images of connections could not be read when that was last tried. */
export const imageProblems = (
  context: RouteContext,
  viewer: Viewer,
  ids: readonly string[],
): { connection: string; problem: Problem }[] =>
  ids.flatMap((connection) => {
    const failure = context.viewed(viewer, connection)?.images.failure() ?? null;
    return failure === null ? [] : [{ connection, problem: problemOf(failure) }];
  });
