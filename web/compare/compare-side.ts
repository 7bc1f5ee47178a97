import { type KnownSnapshot, useKnownSnapshot } from "../api/known-snapshot";

/** One side of a comparison as far as it is known. */
export interface CompareSide extends KnownSnapshot {
  /** Empty while nothing is chosen. */
  id: string;
}

/** Reads one side of a comparison; each fails, refreshes and retries alone. */
export const useCompareSide = (
  connection: string,
  instanceId: string,
  id: string,
): CompareSide => ({
  id,
  ...useKnownSnapshot(connection, instanceId, id),
});

/** What a side is called: its name, else its id; null while nothing is chosen. */
export const sideName = ({ id, snapshot }: CompareSide): string | null =>
  snapshot?.snapshotName ?? (id === "" ? null : id);
