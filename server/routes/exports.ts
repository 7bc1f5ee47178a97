import { Hono } from "hono";
import {
  atRiskQuery,
  fileFormat,
  type Instance,
  type InstanceAtRisk,
  instanceListQuery,
  type Snapshot,
  snapshotListQuery,
} from "../contract";
import type { FileColumn } from "../snapshots/export-file";
import { listInstances } from "../snapshots/instance-list";
import { deriveHistory, listSnapshots } from "../snapshots/snapshot-list";
import { recoverability } from "../store/at-risk";
import { coverageSentence } from "../store/exports";
import { connectionOf, isoTime, type RouteContext } from "./context";
import { connectionPath, input, instancePath } from "./input";
import { sendFile } from "./send-file";
import { readIndex, sourceOf } from "./source";

const everything = { page: 1, size: Number.MAX_SAFE_INTEGER } as const;

/** `GET /instances`, `/instances/:instanceId/snapshots` and `/recoverability`: the lists of a connection, whole, as files. */
export const exportRoutes = (context: RouteContext) =>
  new Hono()
    .get(
      "/instances",
      input("param", connectionPath),
      input("query", instanceListQuery.extend(fileFormat.shape)),
      async (c) => {
        const { instances } = connectionOf(context, c.req.valid("param").connection);
        const query = c.req.valid("query");
        const whole = await instances.whole({}, { signal: c.req.raw.signal });
        const { items } = listInstances(whole.items, { ...query, ...everything });
        const readAt = isoTime(whole.readAt);
        return sendFile(c, {
          name: "instances",
          format: query.format,
          columns: instanceColumns,
          batches: [items],
          totalRows: items.length,
          head: { readAt },
          note: `${items.length} of ${whole.items.length} instances, read at ${readAt}`,
        });
      },
    )
    .get(
      "/instances/:instanceId/snapshots",
      input("param", instancePath),
      input("query", snapshotListQuery.extend(fileFormat.shape)),
      async (c) => {
        const { connection, instanceId } = c.req.valid("param");
        const { histories } = connectionOf(context, connection);
        const query = c.req.valid("query");
        const whole = await histories.whole(instanceId, { signal: c.req.raw.signal });
        const rows = deriveHistory(whole.items, context.now());
        const { items } = listSnapshots(rows, { ...query, ...everything });
        const readAt = isoTime(whole.readAt);
        return sendFile(c, {
          name: `snapshots-${instanceId}`,
          format: query.format,
          columns: snapshotColumns,
          batches: [items],
          totalRows: items.length,
          head: { readAt },
          note: `${items.length} of ${rows.length} snapshots, read at ${readAt}`,
        });
      },
    )
    .get(
      "/recoverability",
      input("param", connectionPath),
      input("query", atRiskQuery.extend(fileFormat.shape)),
      async (c) => {
        const source = sourceOf(context, c.req.valid("param").connection);
        const query = c.req.valid("query");
        const list = await readIndex(() => recoverability(source, { ...query, ...everything }));
        const { items, coverage } = list;
        return sendFile(c, {
          name: "recoverability",
          format: query.format,
          columns: riskColumns,
          batches: [items],
          totalRows: items.length,
          head: { coverage },
          note: `coverage: ${coverageSentence(coverage)}`,
        });
      },
    );

const instanceColumns: readonly FileColumn<Instance>[] = [
  ["instanceId", (row) => row.instanceId],
  ["instanceName", (row) => row.instanceName],
  ["status", (row) => row.status],
  ["workspaceId", (row) => row.workspaceId],
  ["workspaceName", (row) => row.workspaceName],
  ["userId", (row) => row.userId],
  ["userName", (row) => row.userName],
  ["ecsSpec", (row) => row.ecsSpec],
  ["acceleratorType", (row) => row.acceleratorType],
  ["gmtCreateTime", (row) => row.gmtCreateTime],
  ["gmtModifiedTime", (row) => row.gmtModifiedTime],
  ["latestSnapshotStatus", (row) => row.latestSnapshot?.status ?? null],
];

const snapshotColumns: readonly FileColumn<Snapshot>[] = [
  ["instanceId", (row) => row.instanceId],
  ["snapshotId", (row) => row.snapshotId],
  ["snapshotName", (row) => row.snapshotName],
  ["status", (row) => row.status],
  ["phase", (row) => row.phase],
  ["imageId", (row) => row.imageId],
  ["imageUrl", (row) => row.imageUrl],
  ["reasonCode", (row) => row.reasonCode],
  ["reasonMessage", (row) => row.reasonMessage],
  ["gmtCreateTime", (row) => row.gmtCreateTime],
  ["gmtModifiedTime", (row) => row.gmtModifiedTime],
  ["durationMs", (row) => row.durationMs],
  ["labels", (row) => row.labels.map(({ key, value }) => `${key}=${value}`).join("; ")],
  ["excludePaths", (row) => row.excludePaths.join("; ")],
];

const riskColumns: readonly FileColumn<InstanceAtRisk>[] = [
  ["connection", (row) => row.connection],
  ["instanceId", (row) => row.instanceId],
  ["instanceName", (row) => row.instanceName],
  ["workspace", (row) => row.workspaceName],
  ["owner", (row) => row.userName],
  ["goodSnapshotId", (row) => row.good?.snapshotId ?? null],
  ["goodAt", (row) => row.good?.at ?? null],
  ["failedSince", (row) => row.failedSince],
  ["lastFailureId", (row) => row.lastFailure.snapshotId],
  ["lastFailureCode", (row) => row.lastFailure.reasonCode],
  ["lastFailureAt", (row) => row.lastFailure.at],
];
