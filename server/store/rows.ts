import { hash } from "node:crypto";
import { type Instance, type UpstreamSnapshot, upstreamSnapshotSchema } from "../contract";
import { durationOf, timeOf } from "../snapshots/phase";
import { cleanText } from "./clean-text";
import type { ColumnInfo } from "./column-info";
import {
  type InstanceRow,
  instanceColumnList,
  instanceTable,
  type SnapshotRow,
  snapshotColumnList,
  snapshotTable,
} from "./columns";
import { currentRules, type Rules } from "./rules";

/** The row of an instance as its list entry has it, without anything of its history. */
export const instanceRow = (connection: string, instance: Instance, readAt: number): InstanceRow =>
  instanceTable.parse(
    stored(instanceColumnList, instance, {
      ...unread,
      connection,
      hint: hintOf(instance),
      read_at: readAt,
    }),
  );

/** What is not known of an instance before its history was read. */
const unread = Object.fromEntries(
  instanceColumnList
    .filter(({ role }) => role === "kept" || role === "reading")
    .map(({ name }) => [name, null]),
);

/** What changes in an instance's list entry whenever its snapshots may have changed. */
const hintOf = ({ gmtModifiedTime, status, latestSnapshot }: Instance) =>
  JSON.stringify([
    gmtModifiedTime,
    status,
    latestSnapshot && [
      latestSnapshot.status,
      latestSnapshot.gmtCreateTime,
      latestSnapshot.gmtModifiedTime,
    ],
  ]);

/** Where and when a snapshot was read. Times are milliseconds since the epoch. */
export interface SnapshotReading {
  connection: string;
  instanceId: string;
  owner: Pick<InstanceRow, "workspace_id" | "user_id"> | undefined;
  readAt: number;
  /** When it happened where the service tells no time. */
  happenedAt?: number | undefined;
}

/** The row of a snapshot as it was read, first seen then. */
export function snapshotRow(
  record: UpstreamSnapshot,
  { connection, instanceId, owner, readAt, happenedAt }: SnapshotReading,
  rules: Rules = currentRules,
): SnapshotRow {
  const phase = rules.phase(record, readAt);
  const modified = timeOf(record.gmtModifiedTime);
  const reasonCode = record.reasonCode && cleanText(record.reasonCode);
  const reasonMessage = record.reasonMessage && cleanText(record.reasonMessage);
  const row = snapshotTable.parse(
    stored(snapshotColumnList, record, {
      connection,
      instance_id: instanceId,
      phase,
      fingerprint: rules.fingerprint({ reasonCode, reasonMessage }),
      reason_code: reasonCode,
      reason_code_whole: null,
      registry: registryOf(record.imageUrl),
      happened_at: modified ?? timeOf(record.gmtCreateTime) ?? happenedAt ?? readAt,
      duration_ms: phase === "inFlight" ? null : durationOf(record, phase, readAt),
      search_text: searchText(record),
      workspace_id: owner?.workspace_id ?? null,
      user_id: owner?.user_id ?? null,
      first_seen_at: readAt,
      last_seen_at: readAt,
      gone_at: null,
      row_hash: null,
      rules_version: rules.version,
    }),
  );
  if (row.reason_code !== reasonCode) row.reason_code_whole = reasonCode;
  row.row_hash = hashOf(row);
  return row;
}

/**
 * A stored row as the rules derive it now; what was read and when stays.
 * @param readAt when it was last known to be as it is
 */
export function rederivedRow(row: SnapshotRow, readAt: number, rules: Rules): SnapshotRow {
  const { connection, instance_id: instanceId, first_seen_at, last_seen_at, gone_at } = row;
  const happenedAt = row.happened_at;
  const reading = { connection, instanceId, owner: row, readAt, happenedAt };
  const derived = snapshotRow(recordOf(row), reading, rules);
  return { ...derived, first_seen_at, last_seen_at, gone_at };
}

/** What the service said of a stored snapshot. */
export const recordOf = (row: SnapshotRow): UpstreamSnapshot =>
  upstreamSnapshotSchema.parse(shown(snapshotColumnList, row));

/** The values that columns take from the API's record, into the values that are known otherwise. */
function stored<Field extends string>(
  columns: readonly ColumnInfo<string, Field>[],
  record: { readonly [field in Field]?: unknown },
  values: Record<string, unknown>,
) {
  for (const { name, field, conversion, role } of columns) {
    if (field === undefined || role === "derived" || role === "reading" || name in values) continue;
    values[name] = conversion ? conversion.store(record[field]) : record[field];
  }
  return values;
}

/** A row's values by the API's names. */
export const shown = <Name extends string>(
  columns: readonly ColumnInfo<Name, string>[],
  row: Pick<SnapshotRow, "reason_code" | "reason_code_whole"> & {
    readonly [name in Name]: unknown;
  },
): Record<string, unknown> => ({
  ...Object.fromEntries(
    columns.flatMap(({ name, field, conversion }) =>
      field === undefined ? [] : [[field, conversion ? conversion.show(row[name]) : row[name]]],
    ),
  ),
  reasonCode: row.reason_code_whole ?? row.reason_code,
});

const hashed = snapshotColumnList.filter(({ role }) => role === "upstream" || role === "derived");

/** The same for rows that say the same by the same rules, whenever they were read. */
const hashOf = (row: SnapshotRow) =>
  hash(
    "sha256",
    JSON.stringify([row.rules_version, ...hashed.map(({ name }) => row[name])]),
    "base64url",
  ).slice(0, 22);

/** The registry's host in an image's address, or null. */
export function registryOf(imageUrl: string | null): string | null {
  const host = /^(?:https?:\/\/)?([^/]+)\//.exec(imageUrl ?? "")?.[1];
  return host && /[.:]/.test(host) ? host.toLowerCase() : null;
}

/** Long enough for any name and its labels, short enough to be read three hundred thousand times. */
export const searchedAtMost = 1_000;

const searchText = (snapshot: UpstreamSnapshot) =>
  [
    snapshot.snapshotId,
    snapshot.snapshotName,
    snapshot.imageId,
    snapshot.imageUrl,
    ...snapshot.labels.map(({ key, value }) => `${key}=${value}`),
    snapshot.reasonCode,
    snapshot.reasonMessage,
  ]
    .filter((part) => part !== null)
    .join("\n")
    .toLowerCase()
    .slice(0, searchedAtMost);
