import { Hono } from "hono";
import { type SnapshotList, type SnapshotResponse, snapshotListQuery } from "../contract";
import type { HistoryReading } from "../dsw";
import {
  countStatuses,
  deriveHistory,
  deriveSnapshot,
  isPassThrough,
  listSnapshots,
} from "../snapshots/snapshot-list";
import { backfillHistory } from "../store/save-history";
import { connectionOf, isoTime, type RouteContext } from "./context";
import { input, instancePath, snapshotPath } from "./input";

/** `GET /` and `GET /:snapshotId`: the snapshots of one instance. */
export const snapshotRoutes = (context: RouteContext) =>
  new Hono()
    .get("/", input("param", instancePath), input("query", snapshotListQuery), async (c) => {
      const { connection, instanceId } = c.req.valid("param");
      const { histories } = connectionOf(context, connection);
      const query = c.req.valid("query");
      const { page, size, order } = query;
      const { signal } = c.req.raw;

      if (isPassThrough(query)) {
        const window = await histories.window(instanceId, { page, size, order }, { signal });
        const whole =
          window.whole ??
          (query.counts === "whole" ? await histories.whole(instanceId, { signal }) : null);
        // Whoever asks for the whole of what the index could not read lends it the answer.
        if (whole && query.counts === "whole") {
          await lend(context, connection, instanceId, whole);
        }
        const items = window.items.map((record) => deriveSnapshot(record, context.now()));
        return c.json<SnapshotList>({
          items,
          total: window.total,
          page,
          size,
          counts: whole && countStatuses(whole.items),
          historyTotal: window.total,
          inFlight: inFlight(whole ? deriveHistory(whole.items, context.now()) : items),
          requestId: window.requestId,
          readAt: isoTime(window.readAt),
        });
      }

      const whole = await histories.whole(instanceId, { signal });
      const rows = deriveHistory(whole.items, context.now());
      return c.json<SnapshotList>({
        ...listSnapshots(rows, query),
        page,
        size,
        counts: countStatuses(whole.items),
        historyTotal: whole.total,
        inFlight: inFlight(rows),
        requestId: whole.requestId,
        readAt: isoTime(whole.readAt),
      });
    })
    .get("/:snapshotId", input("param", snapshotPath), async (c) => {
      const { connection, instanceId, snapshotId } = c.req.valid("param");
      const { client } = connectionOf(context, connection);
      const { item, requestId, readAt } = await client.getSnapshot(instanceId, snapshotId, {
        signal: c.req.raw.signal,
      });
      return c.json<SnapshotResponse>({
        item: deriveSnapshot(item, context.now()),
        requestId,
        readAt: isoTime(readAt),
      });
    });

const inFlight = (rows: readonly { phase: string }[]) =>
  rows.filter(({ phase }) => phase === "inFlight").length;

/** The live views do not depend on the index: that it cannot take something in is its own affair. */
async function lend(
  { triage }: RouteContext,
  connection: string,
  instanceId: string,
  whole: HistoryReading,
) {
  if (!triage) return;
  await backfillHistory(triage.index, connection, instanceId, whole).catch(() => false);
}
