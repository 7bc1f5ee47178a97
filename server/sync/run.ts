import pLimit from "p-limit";
import type { Instance } from "../contract";
import { type DswClient, DswError, type SnapshotHistories } from "../dsw/index";
import { markInstancesGone, saveInstances } from "../store/instances";
import type { SnapshotIndex } from "../store/open";
import { saveFailure, saveHistory } from "../store/save-history";
import { instancesToRefresh, leastRecentlyRead } from "./needs-refresh";

/** How a sweep goes: a full one reads everything, an incremental one what changed, a reconcile the whole list and some of the oldest histories. */
export type SyncRunKind = "full" | "incremental" | "reconcile";

/** What a sweep has done so far; the same object is kept up to date while it runs. */
export interface SyncProgress {
  kind: SyncRunKind;
  startedAt: number;
  /** Histories read of those known to need it. */
  done: number;
  total: number;
  failed: number;
}

export interface SyncSource {
  connection: string;
  client: Pick<DswClient, "listInstances">;
  histories: Pick<SnapshotHistories, "whole">;
}

export interface SyncRunOptions {
  now: () => number;
  signal: AbortSignal;
  /** Histories read at a time; the client's token bucket sets the pace. */
  parallel?: number;
  onProgress?: (progress: SyncProgress) => void;
}

const listPage = 100;

/**
 * One sweep of one connection. The list is read newest change first, and the histories that its
 * pages call for are read while it goes on. An increment stops at the first page that is wholly known
 * and settled. One failing instance is remembered as such and holds up no other.
 * @throws {DswError} when the instance list itself cannot be read
 */
export async function sweep(
  index: SnapshotIndex,
  source: SyncSource,
  kind: SyncRunKind,
  options: SyncRunOptions,
): Promise<SyncProgress> {
  const { now, signal, onProgress } = options;
  const { connection } = source;
  const progress: SyncProgress = { kind, startedAt: now(), done: 0, total: 0, failed: 0 };
  const limit = pLimit(options.parallel ?? 4);
  const asked = new Set<string>();
  const readings: Promise<void>[] = [];
  const read = (ids: readonly string[]) => {
    const fresh = ids.filter((id) => !asked.has(id));
    for (const id of fresh) {
      asked.add(id);
      readings.push(limit(() => readOne(id)));
    }
    progress.total += fresh.length;
    onProgress?.(progress);
  };
  const readOne = async (instanceId: string) => {
    if (signal.aborted) return;
    if (!(await readHistory(index, source, instanceId, options))) progress.failed++;
    progress.done++;
    onProgress?.(progress);
  };

  // What an earlier process left undone comes along with what the list calls for.
  const listReadAt = now();
  let seen = 0;
  for (let page = 1; !signal.aborted; page++) {
    const { items, total } = await listPageOf(source, page, signal);
    await saveInstances(index, connection, items, Math.max(listReadAt, now()));
    const ids = items.map((instance: Instance) => instance.instanceId);
    const unsettled = await instancesToRefresh(index, connection, now(), ids);
    read(unsettled);
    seen += items.length;
    const wholeListRead = seen >= total || items.length === 0;
    if (wholeListRead && kind !== "incremental")
      await markInstancesGone(index, connection, listReadAt);
    if (wholeListRead || (kind === "incremental" && unsettled.length === 0)) break;
  }
  if (!signal.aborted) {
    read(await instancesToRefresh(index, connection, now()));
    if (kind === "reconcile") {
      read(await leastRecentlyRead(index, connection, progress.startedAt, reconcileAtOnce(seen)));
    }
  }
  await Promise.all(readings);
  signal.throwIfAborted();
  return progress;
}

/** A reconcile re-reads a twelfth of the account: with one every five minutes, all of it in an hour. */
const reconcileAtOnce = (instances: number) => Math.ceil(instances / 12);

const listPageOf = ({ client }: SyncSource, page: number, signal: AbortSignal) =>
  client.listInstances(
    { page, size: listPage, sort: "GmtModifiedTime", order: "desc" },
    { signal, priority: "background" },
  );

/** Reads and saves one history; false when it failed, which is remembered with the instance. */
async function readHistory(
  index: SnapshotIndex,
  { connection, histories }: SyncSource,
  instanceId: string,
  { now, signal }: SyncRunOptions,
): Promise<boolean> {
  try {
    const whole = await histories.whole(instanceId, { signal, priority: "background" });
    // The index goes by one clock; a reading that was kept for some seconds stays as old as it is.
    const readAt = Math.min(whole.readAt, now());
    await saveHistory(index, connection, instanceId, { ...whole, readAt });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    if (!(error instanceof DswError)) throw error;
    const { code, requestId } = error;
    await saveFailure(index, connection, instanceId, { code, requestId, at: now() });
    return false;
  }
}
