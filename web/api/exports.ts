import type { FileFormat } from "../../server/contract";
import type { AtRiskState } from "../paths/at-risk";
import type { FailureState } from "../paths/failures";
import type { InstanceListState } from "../paths/instances";
import { apiPath, connectionParam } from "./address";
import { failureFilterOf, narrowedTo } from "./failures";
import type { SnapshotListInput } from "./snapshots";

/** The address of a connection's instances under a filter, all of them, as a file. */
export const instanceExportPath = (
  connection: string,
  { sort, order, status, workspace, q }: InstanceListState,
  format: FileFormat,
) =>
  apiPath(
    "/{connection}/exports/instances",
    { connection },
    { sort, order, status, workspace, q, format },
  );

/** The address of an instance's snapshots under a filter, all of them, as a file. */
export const snapshotExportPath = (
  connection: string,
  instanceId: string,
  { sort, order, status, q }: SnapshotListInput,
  format: FileFormat,
) =>
  apiPath(
    "/{connection}/exports/instances/{instanceId}/snapshots",
    { connection, instanceId },
    { sort, order, status, q, format },
  );

/** The address of all pushes under a filter as a file; the browser downloads it by itself. */
export const failureExportPath = (connection: string, state: FailureState, format: FileFormat) =>
  apiPath(
    "/{connection}/exports/failures",
    { connection: connectionParam(connection) },
    { ...failureFilterOf(state), ...narrowedTo(state), format },
  );

/** The address of all instances at risk as a file. */
export const atRiskExportPath = (connection: string, { q }: AtRiskState, format: FileFormat) =>
  apiPath(
    "/{connection}/exports/at-risk",
    { connection: connectionParam(connection) },
    { q, format },
  );
