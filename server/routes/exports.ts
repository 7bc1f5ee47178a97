import {
  exportAtRiskEndpoint,
  exportFailuresEndpoint,
  exportInstancesEndpoint,
  exportSnapshotsEndpoint,
} from "../contract";
import { atRiskColumns, instanceColumns, snapshotColumns } from "../snapshots/export-columns";
import { exportWords } from "../snapshots/export-words";
import { listInstances } from "../snapshots/instance-list";
import { deriveHistory, listSnapshots } from "../snapshots/snapshot-list";
import { scopeOfInstances, visibilityText } from "../snapshots/visibility";
import { atRiskList } from "../store/at-risk";
import { coverageSentence } from "../store/coverage-sentence";
import { allFailureSnapshots, chosenPushes, failureExportColumns } from "../store/exports";
import { failureRows } from "../store/failure-rows";
import { callOptions } from "./call-options";
import { connectionOf, isoTime, type RouteContext } from "./context";
import { sizesToListBy } from "./image-sizes";
import { createRouter } from "./router";
import { sendFile } from "./send-file";
import { readIndex, sourceOf } from "./source";

const everything = { page: 1, size: Number.MAX_SAFE_INTEGER } as const;

/** Every list as a file: all rows under its filter. */
export const exportRoutes = (context: RouteContext) =>
  createRouter()
    .openapi(exportInstancesEndpoint, async (c) => {
      const { viewer } = c.var;
      const { connection } = c.req.valid("param");
      const { instances, isLimited } = connectionOf(context, viewer, connection);
      const { format, language, comments, ...query } = c.req.valid("query");
      const sizes = await sizesToListBy(context, viewer, connection, query);
      const all = await instances.whole(callOptions(c));
      const { items } = listInstances(
        all.items,
        { ...query, ...everything, facets: "known" },
        { now: context.now(), owner: viewer.owner, sizes },
      );
      const readAt = isoTime(all.readAt);
      const scope = isLimited ? "limited" : scopeOfInstances(all.items);
      return sendFile(c, {
        name: "instances",
        format,
        columns: instanceColumns,
        batches: [items],
        totalRows: items.length,
        unidentified: all.total - all.items.length,
        head: { readAt, visibility: scope },
        language,
        comments,
        note: [
          exportWords[language].instances(items.length, all.items.length, readAt),
          visibilityText(scope, language),
        ],
      });
    })
    .openapi(exportSnapshotsEndpoint, async (c) => {
      const { connection, instanceId } = c.req.valid("param");
      const { histories } = connectionOf(context, c.var.viewer, connection);
      const { format, language, comments, ids, ...filter } = c.req.valid("query");
      const all = await histories.whole(instanceId, callOptions(c));
      const rows = deriveHistory(all.items, context.now());
      const isChosen = ids.length > 0;
      const query = isChosen ? { ...filter, status: [], q: "" } : filter;
      const { items } = listSnapshots(
        isChosen ? rows.filter(({ snapshotId }) => ids.includes(snapshotId)) : rows,
        { ...query, ...everything, counts: "known" },
      );
      const readAt = isoTime(all.readAt);
      return sendFile(c, {
        name: `snapshots-${instanceId}`,
        format,
        columns: snapshotColumns,
        batches: [items],
        totalRows: items.length,
        unidentified: all.total - all.items.length,
        head: { readAt },
        language,
        comments,
        note: [exportWords[language].snapshots(items.length, rows.length, readAt)],
      });
    })
    .openapi(exportFailuresEndpoint, async (c) => {
      const source = await sourceOf(context, c.var.viewer, c.req.valid("param").connection);
      const { format, language, comments, ids, ...filter } = c.req.valid("query");
      const query = { ...filter, page: 1, size: 1 };
      const [{ coverage, total }, chosen] = await readIndex(() =>
        Promise.all([
          failureRows(source, { ...query, sort: "happened", order: "desc" }),
          ids.length > 0 ? chosenPushes(source, ids) : undefined,
        ]),
      );
      return readIndex(() =>
        sendFile(c, {
          name: "pushes",
          format,
          columns: failureExportColumns,
          batches: chosen ? [chosen] : allFailureSnapshots(source, query),
          totalRows: chosen?.length ?? total,
          head: { coverage },
          language,
          comments,
          note: [exportWords[language].coverage(coverageSentence(coverage, language))],
        }),
      );
    })
    .openapi(exportAtRiskEndpoint, async (c) => {
      const source = await sourceOf(context, c.var.viewer, c.req.valid("param").connection);
      const { format, language, comments, ...query } = c.req.valid("query");
      const list = await readIndex(() => atRiskList(source, { ...query, ...everything }));
      const { items, coverage } = list;
      return sendFile(c, {
        name: "at-risk",
        format,
        columns: atRiskColumns,
        batches: [items],
        totalRows: items.length,
        head: { coverage },
        language,
        comments,
        note: [exportWords[language].coverage(coverageSentence(coverage, language))],
      });
    });
