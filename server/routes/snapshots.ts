import { getSnapshotEndpoint, listSnapshotsEndpoint } from "../contract";
import {
  countStatuses,
  deriveHistory,
  deriveSnapshot,
  isPassThrough,
  listSnapshots,
} from "../snapshots/snapshot-list";
import { callOptions } from "./call-options";
import { connectionOf, isoTime, type RouteContext } from "./context";
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
        const items = window.items.map((record) => deriveSnapshot(record, context.now()));
        return c.json(
          {
            items,
            total: window.total,
            page,
            size,
            counts: whole && countStatuses(whole.items),
            historyTotal: window.total,
            inFlight: inFlight(whole ? deriveHistory(whole.items, context.now()) : items),
            requestId: window.requestId,
            readAt: isoTime(window.readAt),
          },
          200,
        );
      }

      const whole = await histories.whole(instanceId, options);
      const rows = deriveHistory(whole.items, context.now());
      return c.json(
        {
          ...listSnapshots(rows, query),
          page,
          size,
          counts: countStatuses(whole.items),
          historyTotal: whole.total,
          inFlight: inFlight(rows),
          requestId: whole.requestId,
          readAt: isoTime(whole.readAt),
        },
        200,
      );
    })
    .openapi(getSnapshotEndpoint, async (c) => {
      const { connection, instanceId, snapshotId } = c.req.valid("param");
      const { client } = connectionOf(context, c.var.viewer, connection);
      const { item, requestId, readAt } = await client.getSnapshot(
        instanceId,
        snapshotId,
        callOptions(c),
      );
      return c.json(
        {
          item: deriveSnapshot(item, context.now()),
          requestId,
          readAt: isoTime(readAt),
        },
        200,
      );
    });

const inFlight = (rows: readonly { phase: string }[]) =>
  rows.filter(({ phase }) => phase === "inFlight").length;
