import type { Phase, SearchResponse } from "../../server/contract";
import { paths } from "../paths/paths";

/** One match, of either kind, and where it opens. */
export interface SearchResult {
  key: string;
  connection: string;
  id: string;
  name: string | null;
  /** What it belongs to. */
  context: string | null;
  status: string | null;
  phase: Phase | null;
  at: string | null;
  href: string;
}

/** The matches of an answer, ready to be listed. */
export function searchResults({ instances, snapshots }: SearchResponse) {
  return {
    instances: instances.map(
      ({ connection, instanceId, instanceName, status, workspaceName }): SearchResult => ({
        key: `${connection}/${instanceId}`,
        connection,
        id: instanceId,
        name: instanceName,
        context: workspaceName,
        status,
        phase: null,
        at: null,
        href: paths.instance(connection, instanceId),
      }),
    ),
    snapshots: snapshots.map(
      ({
        connection,
        instanceId,
        instanceName,
        snapshotId,
        snapshotName,
        ...rest
      }): SearchResult => ({
        key: `${connection}/${instanceId}/${snapshotId}`,
        connection,
        id: snapshotId,
        name: snapshotName,
        context: instanceName ?? instanceId,
        status: rest.status,
        phase: rest.phase,
        at: rest.at,
        href: paths.snapshot(connection, instanceId, snapshotId),
      }),
    ),
  };
}
