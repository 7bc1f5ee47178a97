import {
  noStatus,
  type Phase,
  phases,
  type Snapshot,
  type SnapshotListQuery,
  type SnapshotSort,
  type UpstreamSnapshot,
} from "../contract";
import { createListMemo, sortRows } from "./order-by";
import { durationOf, phaseOf, timeOf } from "./phase";

/** A snapshot with its derived phase and duration. `now` is in milliseconds since the epoch. */
export function deriveSnapshot(snapshot: UpstreamSnapshot, now: number): Snapshot {
  const phase = phaseOf(snapshot, now);
  return { ...snapshot, phase, durationMs: durationOf(snapshot, phase, now) };
}

/** A row as it is answered: how long something in flight has taken is for its reader to count, with every tick of a clock. */
export const withoutElapsed = <Row extends Snapshot & { goneAt?: string | null }>(row: Row): Row =>
  row.phase === "inFlight" && !row.goneAt ? { ...row, durationMs: null } : row;

/** A derived history is reused for this long, so that the requests for one list cost one sort. */
const derivedForMs = 2_000;
const derived = new WeakMap<
  readonly UpstreamSnapshot[],
  { at: number; rows: readonly Snapshot[] }
>();

/** A whole history with what is derived of each snapshot; the same array again for two seconds. */
export function deriveHistory(
  snapshots: readonly UpstreamSnapshot[],
  now: number,
): readonly Snapshot[] {
  const kept = derived.get(snapshots);
  if (kept && now >= kept.at && now - kept.at < derivedForMs) return kept.rows;
  const rows = snapshots.map((snapshot) => deriveSnapshot(snapshot, now));
  derived.set(snapshots, { at: now, rows });
  return rows;
}

/** Whether a list may be answered from one page by creation time, without the whole history. */
export const isPassThrough = (query: SnapshotListQuery) =>
  query.sort === "created" && query.status.length === 0 && query.q === "";

/** How many snapshots have each status word; the empty word stands for an absent status. */
export function countStatuses(snapshots: readonly UpstreamSnapshot[]): Record<string, number> {
  const counts: Record<string, number> = Object.create(null);
  for (const { status } of snapshots) counts[status ?? ""] = (counts[status ?? ""] ?? 0) + 1;
  return counts;
}

/**
 * One page of a whole history, filtered and sorted: by code point, time or status rank, equal ones
 * newest first, rows without the value last.
 */
export function listSnapshots(history: readonly Snapshot[], query: SnapshotListQuery) {
  const matching = sortedRows(history, query);
  const start = (query.page - 1) * query.size;
  return { items: matching.slice(start, start + query.size), total: matching.length };
}

/** The next page of a list is usually asked for next. */
const sorted = createListMemo<readonly Snapshot[], readonly Snapshot[]>();

function sortedRows(history: readonly Snapshot[], query: SnapshotListQuery) {
  const { sort, order, status, q } = query;
  return sorted(history, JSON.stringify([sort, order, status, q]), () =>
    sortRows(history.filter(matcher(query)), sortValue(sort), identity, order),
  );
}

const identity = {
  idOf: (row: Snapshot) => row.snapshotId,
  createdAt: (row: Snapshot) => timeOf(row.gmtCreateTime),
};

function matcher({ status, q }: SnapshotListQuery): (row: Snapshot) => boolean {
  const words = new Set(status.map((word) => word.toLowerCase()));
  const text = q.toLowerCase();
  return (row) =>
    (words.size === 0 || words.has((row.status || noStatus).toLowerCase())) &&
    (text === "" || searchable(row).some((part) => part.toLowerCase().includes(text)));
}

function searchable(row: Snapshot): string[] {
  return [
    row.snapshotName,
    row.snapshotId,
    row.imageId,
    row.imageUrl,
    row.reasonCode,
    row.reasonMessage,
    ...row.labels.map(({ key, value }) => `${key}=${value}`),
  ].filter((part) => part !== null);
}

/** What needs attention comes first when ascending. */
const phaseRank: Record<Phase, number> = {
  failed: phases.indexOf("failed"),
  inFlight: phases.indexOf("inFlight"),
  unknown: phases.indexOf("unknown"),
  succeeded: phases.indexOf("succeeded"),
};

function sortValue(sort: SnapshotSort): (row: Snapshot) => string | number | null {
  switch (sort) {
    case "created":
      return (row) => timeOf(row.gmtCreateTime);
    case "modified":
      return (row) => timeOf(row.gmtModifiedTime);
    case "name":
      return (row) => row.snapshotName;
    // The digit orders by phase, the word orders the statuses of one phase.
    case "status":
      return (row) => `${phaseRank[row.phase]} ${row.status ?? ""}`;
    case "image":
      return (row) => row.imageUrl ?? row.imageId;
    case "duration":
      return (row) => row.durationMs;
    case "reason":
      return (row) => [row.reasonCode, row.reasonMessage].filter((part) => part !== null).join(" ");
  }
}
