import type { FileFormat, TextLanguage } from "../../server/contract";
import { connectionParam } from "../paths/api-address";
import type { AtRiskState } from "../paths/at-risk";
import { type FailureState, failureFilterOf } from "../paths/failures";
import { type InstanceListState, instanceFilterOf } from "../paths/instances";
import type { SnapshotListInput } from "../paths/snapshots";
import { apiPath } from "./address";
import { narrowedTo } from "./failures";

/** What a list is written as, and in which language. */
export interface FileOptions {
  format: FileFormat;
  language: TextLanguage;
}

/** The address of a connection's instances under a filter, all of them, as a file. */
export const instanceExportPath = (
  connection: string,
  state: InstanceListState,
  options: FileOptions,
) =>
  apiPath(
    "/{connection}/exports/instances",
    { connection },
    { sort: state.sort, order: state.order, ...instanceFilterOf(state), ...options },
  );

/** The address of an instance's snapshots as a file: all of them under a filter, or chosen ones by their ids. */
export const snapshotExportPath = (
  connection: string,
  instanceId: string,
  { sort, order, status, q }: SnapshotListInput,
  options: FileOptions,
  ids: readonly string[] = [],
) =>
  apiPath(
    "/{connection}/exports/instances/{instanceId}/snapshots",
    { connection, instanceId },
    // The chosen ones are whatever the filter says.
    ids.length > 0 ? { sort, order, ids, ...options } : { sort, order, status, q, ...options },
  );

/** The address of all pushes under a filter as a file; the browser downloads it by itself. */
export const failureExportPath = (connection: string, state: FailureState, options: FileOptions) =>
  apiPath(
    "/{connection}/exports/failures",
    { connection: connectionParam(connection) },
    { ...failureFilterOf(state), ...narrowedTo(state), ...options },
  );

/** The address of chosen pushes as a file, by what names each in an address. */
export const pushExportPath = (connection: string, ids: readonly string[], options: FileOptions) =>
  apiPath(
    "/{connection}/exports/failures",
    { connection: connectionParam(connection) },
    { ids, ...options },
  );

/** The address of all instances at risk as a file. */
export const atRiskExportPath = (
  connection: string,
  { q, sort, order }: AtRiskState,
  options: FileOptions,
) =>
  apiPath(
    "/{connection}/exports/at-risk",
    { connection: connectionParam(connection) },
    { q, sort, order, ...options },
  );
