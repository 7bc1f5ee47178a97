import type { SnapshotIndex } from "../store/open";
import type { SyncRunKind } from "../store/sync-runs";
import { instancesToRefresh, leastRecentlyRead } from "./needs-refresh";
import { type HistorySource, readHistory } from "./read-history";
import { type ListSource, readChangedList, readWholeList } from "./read-list";

/** What a run has done so far; the same object is kept up to date while it goes on. */
export interface SyncProgress {
  kind: SyncRunKind;
  startedAt: number;
  /** Histories read of those known to need it. */
  done: number;
  total: number;
  failed: number;
}

/** What one connection is read from. */
export type SyncSource = ListSource & HistorySource;

export interface SyncRunOptions {
  now: () => number;
  signal: AbortSignal;
  /** Histories read at a time (default 4); the client's token bucket sets the pace. */
  parallel?: number;
  onProgress?: (progress: SyncProgress) => void;
}

/**
 * One run over one connection: its instance list first, then the histories that the list calls for, newest
 * change first, with what an earlier process left undone. An instance that fails is remembered as such and
 * holds up no other.
 * @throws {DswError} when the instance list itself cannot be read
 * @throws what the database failed with, when it cannot even take that an instance failed
 */
export async function syncRun(
  index: SnapshotIndex,
  source: SyncSource,
  kind: SyncRunKind,
  options: SyncRunOptions,
): Promise<SyncProgress> {
  const { now, signal, onProgress } = options;
  const { connection } = source;
  const progress: SyncProgress = { kind, startedAt: now(), done: 0, total: 0, failed: 0 };
  const listed =
    kind === "incremental"
      ? await readChangedList(index, source, options)
      : await readWholeList(index, source, options);
  const limit = kind === "reconcile" ? reconcileAtOnce(listed) : 0;
  const ids = [
    ...(await instancesToRefresh(index, connection, now())),
    ...(await leastRecentlyRead(index, connection, progress.startedAt, limit)),
  ];
  const queue = [...new Set(ids)];
  progress.total = queue.length;
  onProgress?.(progress);

  await inParallel(queue, options.parallel ?? 4, async (instanceId) => {
    signal.throwIfAborted();
    if (!(await readHistory(index, source, instanceId, options))) progress.failed++;
    progress.done++;
    onProgress?.(progress);
  });
  signal.throwIfAborted();
  return progress;
}

/** A reconcile reads a twelfth of the account again: with one every five minutes, all of it in an hour. */
const reconcileAtOnce = (instances: number) => Math.ceil(instances / 12);

/** Does the work for every item, some at a time. After an error no more is begun, and what is under way is waited for. */
async function inParallel<Item>(
  items: readonly Item[],
  parallel: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const errors: unknown[] = [];
  const worker = async () => {
    for (const item of queue) {
      if (errors.length > 0) return;
      await work(item).catch((error: unknown) => errors.push(error));
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  if (errors.length > 0) throw errors[0];
}
