import type { Snapshot } from "../../server/contract";

/** Rows as they stand under the reader's hand, and how much has changed about them since. */
export interface HeldRows {
  rows: readonly Snapshot[];
  /** Rows that came, went or moved since; 0 while what is on show is the newest. */
  updates: number;
}

/**
 * Lays what was just read over what stands on show: every row keeps its place and takes on what is
 * new about it; one that is gone stays as it was. What came, went or moved is only counted.
 */
export function holdRows(held: readonly Snapshot[], read: readonly Snapshot[]): HeldRows {
  const fresh = new Map(read.map((row) => [row.snapshotId, row]));
  const known = new Set(held.map((row) => row.snapshotId));
  const rows = held.map((row) => fresh.get(row.snapshotId) ?? row);
  const came = read.filter((row) => !known.has(row.snapshotId));
  const went = held.filter((row) => !fresh.has(row.snapshotId));
  // One that came at the top pushes one out at the foot: to the reader that is one update.
  const changes = Math.max(came.length, went.length);
  if (changes > 0) return { rows, updates: changes };
  const moved = read.filter((row, index) => held[index]?.snapshotId !== row.snapshotId);
  return { rows, updates: moved.length };
}
