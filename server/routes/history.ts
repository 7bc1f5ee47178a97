import { Hono } from "hono";
import {
  type SearchResponse,
  type SnapshotTimeline,
  type StatusHistory,
  searchQuery,
} from "../contract";
import { coverageOf } from "../store/coverage";
import { statusHistory } from "../store/history";
import { searchInstances, searchSnapshots } from "../store/search";
import { snapshotTimeline } from "../store/timeline";
import { isoTime, type RouteContext } from "./context";
import { input, instancePath, snapshotPath } from "./input";
import { readIndex, sourceOf } from "./source";

/** `GET /strip` and `GET /snapshots/:snapshotId/memory` of an instance: what the index knows beside the service. */
export const memoryRoutes = (context: RouteContext) =>
  new Hono()
    .get("/strip", input("param", instancePath), async (c) => {
      const { connection, instanceId } = c.req.valid("param");
      const { index, now } = sourceOf(context, connection);
      return c.json<SnapshotTimeline>(
        await readIndex(() => snapshotTimeline(index, { connection, instanceId }, now)),
      );
    })
    .get("/snapshots/:snapshotId/memory", input("param", snapshotPath), async (c) => {
      const place = c.req.valid("param");
      const { index, now } = sourceOf(context, place.connection);
      return c.json<StatusHistory>(await readIndex(() => statusHistory(index, place, now)));
    });

/** `GET /`: instances and snapshots of every connection that a text is found in. */
export const searchRoutes = (context: RouteContext) =>
  new Hono().get("/", input("query", searchQuery), async (c) => {
    const { q } = c.req.valid("query");
    const { index, connections, states, now } = sourceOf(context, null);
    const [instances, snapshots, coverage] = await readIndex(() =>
      Promise.all([
        searchInstances(index, connections, q),
        searchSnapshots(index, connections, q),
        coverageOf(index, connections, states, now),
      ]),
    );
    return c.json<SearchResponse>({ instances, snapshots, coverage, readAt: isoTime(now) });
  });
