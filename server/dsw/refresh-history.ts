import pLimit from "p-limit";
import type { UpstreamSnapshot } from "../contract";
import type { DswClient } from "./client";
import { DswError } from "./errors";
import type { CallOptions } from "./reads";

/** Rows in flight beyond the newest page that are read one by one; with more, everything is read again. */
const singlesAtMost = 10;

/** A history as it is kept between two readings. `readAt` is in milliseconds since the epoch. */
export interface KnownHistory {
  items: readonly UpstreamSnapshot[];
  total: number;
  requestId: string | null;
  readAt: number;
  /** By the monotonic clock: when it was last compared with the service, and when that reading ended. */
  askedAt: number;
  keptAt: number;
  /** When all of it was last read, by the same clock, and how long that took in milliseconds. */
  fullAt: number;
  fullMs: number;
}

/**
 * The history brought up to date by its newest page, and by single reads of what is in flight beyond it; null
 * when the page does not fit what is known, and everything must be read again.
 */
export async function refreshHistory(
  client: Pick<DswClient, "listSnapshots" | "getSnapshot">,
  instanceId: string,
  known: KnownHistory,
  size: number,
  isInFlight: (snapshot: UpstreamSnapshot) => boolean,
  o: CallOptions & { monotonicNow: () => number },
): Promise<KnownHistory | null> {
  const askedAt = o.monotonicNow();
  const page = await client.listSnapshots(instanceId, { page: 1, size, order: "desc" }, o);
  const { total, requestId, readAt } = page;
  const now = { total, requestId, readAt, askedAt, keptAt: askedAt };
  const rows = page.items.length + (page.skipped ?? 0);
  // A full page does not show that the list ends with it.
  if (rows === total && rows < size) {
    return { ...now, items: page.items, fullAt: askedAt, fullMs: 0 };
  }
  const rest = restAfter(page.items, total, known);
  if (rest === null) return null;

  const waiting = rest.filter(isInFlight);
  if (waiting.length > singlesAtMost) return null;
  const limit = pLimit(4);
  const reads = await Promise.all(
    waiting.map(({ snapshotId }) =>
      limit(() => readSnapshotIfThere(client, instanceId, snapshotId, o)),
    ),
  );
  if (reads.includes(null)) return null;
  const fresh = new Map(reads.filter((row) => row !== null).map((row) => [row.snapshotId, row]));

  const items = [...page.items, ...rest.map((row) => fresh.get(row.snapshotId) ?? row)];
  return { ...known, ...now, items };
}

/**
 * The known rows that follow the newest page, or null when page and history disagree: apart from new rows in
 * front, the page must repeat the history's start, and the total must have grown by just the new rows.
 */
function restAfter(
  page: readonly UpstreamSnapshot[],
  total: number,
  known: KnownHistory,
): readonly UpstreamSnapshot[] | null {
  const ids = new Set(known.items.map((row) => row.snapshotId));
  const firstKnown = page.findIndex((row) => ids.has(row.snapshotId));
  if (firstKnown < 0 || total !== known.total + firstKnown) return null;
  const repeated = page.length - firstKnown;
  for (let at = 0; at < repeated; at += 1) {
    if (page[firstKnown + at]?.snapshotId !== known.items[at]?.snapshotId) return null;
  }
  return known.items.slice(repeated);
}

/** One snapshot, or null when it is gone. */
async function readSnapshotIfThere(
  client: Pick<DswClient, "getSnapshot">,
  instanceId: string,
  snapshotId: string,
  o: CallOptions,
): Promise<UpstreamSnapshot | null> {
  try {
    return (await client.getSnapshot(instanceId, snapshotId, o)).item;
  } catch (error) {
    if (error instanceof DswError && error.code === "upstream.notFound") return null;
    throw error;
  }
}
