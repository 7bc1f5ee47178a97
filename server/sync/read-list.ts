import { type DswClient, DswError, type InstanceCache } from "../dsw";
import { saveInstances } from "../store/instances";
import { missingInstances, saveMissingInstances } from "../store/missing";
import type { SnapshotIndex } from "../store/open";
import { instancesToRefresh } from "./needs-refresh";
import { proveGone } from "./prove-gone";

/** Where the instance list is read from. */
export interface ListSource {
  connection: string;
  client: Pick<DswClient, "listInstances" | "getInstance">;
  instances: Pick<InstanceCache, "whole">;
}

interface ListOptions {
  now: () => number;
  signal: AbortSignal;
}

const pageSize = 100;
/** An account has fewer instances than this many pages hold; a list that goes on has no end. */
const pagesAtMost = 2_000;

/**
 * Saves the whole list, and what it proves of the instances that it lacks.
 * @returns how many instances there are
 * @throws {DswError} when the list cannot be read, or its pages contradict each other
 */
export async function readWholeList(
  index: SnapshotIndex,
  { connection, client, instances }: ListSource,
  { now, signal }: ListOptions,
): Promise<number> {
  const startedAt = now();
  const list = await instances.whole({}, { signal, priority: "background" });
  // The index goes by one clock; a list that was kept for some seconds stays as old as it is.
  const listReadAt = Math.min(list.readAt, startedAt);
  await saveInstances(index, connection, list.items, listReadAt);
  const listed = new Set(list.items.map(({ instanceId }) => instanceId));
  const lacking = await missingInstances(index, connection, listed, { listReadAt, now: now() });
  const proof = await proveGone(
    lacking,
    listReadAt,
    (id, options) => client.getInstance(id, options),
    signal,
  );
  await saveMissingInstances(
    index,
    connection,
    { gone: [...proof.gone], unproven: proof.unproven },
    listReadAt,
  );
  return list.items.length;
}

/**
 * Saves the list page by page, newest change first, up to the first page that is wholly known and settled.
 * @returns how many instances it saw
 * @throws {DswError} when a page cannot be read, or the pages do not end
 */
export async function readChangedList(
  index: SnapshotIndex,
  { connection, client }: ListSource,
  { now, signal }: ListOptions,
): Promise<number> {
  const seen = new Set<string>();
  for (let page = 1; ; page++) {
    signal.throwIfAborted();
    const { items, total, requestId } = await client.listInstances(
      { page, size: pageSize, sort: "GmtModifiedTime", order: "desc" },
      { signal, priority: "background" },
    );
    await saveInstances(index, connection, items, now());
    const ids = items.map(({ instanceId }) => instanceId);
    const changed = await instancesToRefresh(index, connection, now(), ids);
    const seenBefore = seen.size;
    for (const id of ids) seen.add(id);
    if (seen.size >= total || items.length === 0 || changed.length === 0) return seen.size;
    if (seen.size === seenBefore || page >= pagesAtMost) {
      throw new DswError({
        code: "upstream.badAnswer",
        message: `The instance list does not end: page ${page} brought nothing new or is beyond any account.`,
        requestId,
      });
    }
  }
}
