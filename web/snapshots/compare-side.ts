import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Snapshot } from "../../server/contract";
import { snapshotQuery } from "../api/snapshots";

/** One side of a comparison as far as it is known. */
export interface CompareSide {
  /** Empty while nothing is chosen. */
  id: string;
  /** Undefined until the first answer, and where there is none. */
  snapshot: Snapshot | undefined;
  /** Why it could not be read, or not be read again; null when all is well. */
  error: Error | null;
  onRetry: () => void;
}

/** Reads one side of a comparison; each fails, refreshes and retries alone. */
export function useCompareSide(connection: string, instanceId: string, id: string): CompareSide {
  const { data, error, refetch } = useQuery({
    ...snapshotQuery(useQueryClient(), connection, instanceId, id),
    enabled: id !== "",
  });
  return { id, snapshot: data?.item, error, onRetry: () => void refetch() };
}

/** What a side is called: its name, else its id; null while nothing is chosen. */
export const sideName = ({ id, snapshot }: CompareSide): string | null =>
  snapshot?.snapshotName ?? (id === "" ? null : id);
