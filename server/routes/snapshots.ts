import { getSnapshotEndpoint, listSnapshotsEndpoint } from "../contract";
import {
  countStatuses,
  deriveHistory,
  deriveSnapshot,
  isPassThrough,
  listSnapshots,
  withoutElapsed,
} from "../snapshots/snapshot-list";
import { callOptions } from "./call-options";
import { connectionOf, isoTime, type RouteContext } from "./context";
import { liveResponse } from "./live-response";
import { tellReading } from "./responses";
import { createRouter } from "./router";

/** The snapshots of one instance, read from the service. */
export const snapshotRoutes = (context: RouteContext) =>
  createRouter()
    .openapi(listSnapshotsEndpoint, async (c) => {
      const { connection, instanceId } = c.req.valid("param");
      const { histories } = connectionOf(context, c.var.viewer, connection);
      const query = c.req.valid("query");
      const { page, size, order } = query;
      const options = callOptions(c);

      if (isPassThrough(query)) {
        const window = await histories.window(instanceId, { page, size, order }, options);
        const whole =
          window.whole ??
          (query.counts === "whole" ? await histories.whole(instanceId, options) : null);
        // What the index could not read itself, it takes from here.
        if (whole && query.counts === "whole") {
          context.triageOf(c.var.viewer)?.backfill(connection, instanceId, whole);
        }
        return liveResponse(context, c, connection, [window, whole], async () => {
          const items = window.items.map((record) => deriveSnapshot(record, context.now()));
          return {
            items: items.map(withoutElapsed),
            total: window.total,
            page,
            size,
            counts: whole && countStatuses(whole.items),
            historyTotal: window.total,
            inFlight: inFlight(whole ? deriveHistory(whole.items, context.now()) : items),
          };
        });
      }

      const whole = await histories.whole(instanceId, options);
      return liveResponse(context, c, connection, [whole], async () => {
        const rows = deriveHistory(whole.items, context.now());
        const { items, total } = listSnapshots(rows, query);
        return {
          items: items.map(withoutElapsed),
          total,
          page,
          size,
          counts: countStatuses(whole.items),
          historyTotal: whole.total,
          inFlight: inFlight(rows),
        };
      });
    })
    .openapi(getSnapshotEndpoint, async (c) => {
      const { connection, instanceId, snapshotId } = c.req.valid("param");
      const { client } = connectionOf(context, c.var.viewer, connection);
      const { item, requestId, readAt } = await client.getSnapshot(
        instanceId,
        snapshotId,
        callOptions(c),
      );
      tellReading(c, { requestId, readAt: isoTime(readAt) });
      return c.json({ item: withoutElapsed(deriveSnapshot(item, context.now())) }, 200);
    });

const inFlight = (rows: readonly { phase: string }[]) =>
  rows.filter(({ phase }) => phase === "inFlight").length;
