import { z } from "zod";
import { type IndexedSnapshot, type Instance, phaseSchema } from "../contract";
import { timeOf } from "../snapshots/phase";
import { boundText, clampTime, cleanText } from "./clean-text";
import { type Conversion, describeColumns } from "./column-info";

/*
 * Every stored column, once. A table's type, its upsert, the comparison of rows, what is selected of
 * it and the columns of an exported file derive from these lists; a migration creates the column.
 * Parsing a row by its table makes it one that both engines take. Times are whole milliseconds since
 * the epoch, UTC. Names follow the service's, in snake case.
 */

const text = z.string().transform(cleanText);
const maybeText = text.nullable();
/** A text that an index holds: seven of them and one reason fit an entry of PostgreSQL's. */
const indexed = text.transform((value) => boundText(value, 256));
const maybeIndexed = indexed.nullable();
const maybeReason = text.transform((value) => boundText(value, 512)).nullable();
const time = z.number().transform(clampTime);
const maybeTime = time.nullable();
const maybeMs = z
  .number()
  .transform((ms) => Math.min(ms, Number.MAX_SAFE_INTEGER))
  .nullable();

const times: Conversion = {
  store: (value) => (typeof value === "string" ? timeOf(value) : null),
  show: (value) => (typeof value === "number" ? isoTime(value) : null),
};
const lists: Conversion = {
  store: (value) =>
    JSON.stringify(value, (_key, part) => (typeof part === "string" ? cleanText(part) : part)),
  show: (value) => (typeof value === "string" ? JSON.parse(value) : []),
};

/** ISO 8601 UTC as the service writes times: to the second, and finer only where there is more. */
export const isoTime = (at: number) => new Date(at).toISOString().replace(".000Z", "Z");

/** Milliseconds since the epoch as ISO 8601 UTC to the second. */
export const isoSecond = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

const seconds = (value: unknown) => (typeof value === "number" ? isoSecond(value) : null);

const { column: ofInstance, columnsOf: instanceColumnsOf } = describeColumns<keyof Instance>();
const { column, columnsOf } = describeColumns<keyof IndexedSnapshot>();

export const instanceTable = z.object({
  connection: ofInstance(indexed, "key"),
  instance_id: ofInstance(indexed, "key", { field: "instanceId" }),
  name: ofInstance(maybeText, "upstream", { field: "instanceName" }),
  status: ofInstance(maybeText, "upstream", { field: "status" }),
  workspace_id: ofInstance(maybeIndexed, "upstream", { field: "workspaceId" }),
  workspace_name: ofInstance(maybeText, "upstream", { field: "workspaceName" }),
  user_id: ofInstance(maybeIndexed, "upstream", { field: "userId" }),
  user_name: ofInstance(maybeText, "upstream", { field: "userName" }),
  accessibility: ofInstance(maybeText, "upstream", { field: "accessibility" }),
  modified_at: ofInstance(maybeTime, "upstream", { field: "gmtModifiedTime", conversion: times }),
  /** What the list said of the newest snapshot, to notice a change by. */
  hint: ofInstance(text, "derived"),
  /** When its entry in the instance list was last read. */
  read_at: ofInstance(time, "reading"),
  /** Since when the service no longer lists it. */
  gone_at: ofInstance(maybeTime, "reading"),
  /** When its history was last read whole; null when it never was. */
  history_read_at: ofInstance(maybeTime, "kept"),
  /** The hint that was in force when the history was read. */
  history_hint: ofInstance(maybeText, "kept"),
  /** Of the answer that the history was last read by. */
  history_request_id: ofInstance(maybeText, "kept"),
  /** When the newest listed snapshot that was saved, and the newest that failed, did so. */
  good_at: ofInstance(maybeTime, "kept"),
  bad_at: ofInstance(maybeTime, "kept"),
  /** The last reading's failure; null after one that went well. */
  error_code: ofInstance(maybeText, "kept"),
  error_request_id: ofInstance(maybeText, "kept"),
  error_at: ofInstance(maybeTime, "kept"),
});
export type InstanceRow = z.infer<typeof instanceTable>;
export const instanceColumnList = instanceColumnsOf(instanceTable);

const instanceKey = {
  connection: column(indexed, "key", { field: "connection", header: "connection" }),
  instance_id: column(indexed, "key", { field: "instanceId", header: "instanceId" }),
};
const snapshotKey = {
  snapshot_id: column(indexed, "key", { field: "snapshotId", header: "snapshotId" }),
};
const facts = {
  name: column(maybeText, "upstream", { field: "snapshotName", header: "snapshotName" }),
  status: column(maybeText, "upstream", { field: "status", header: "status" }),
  /** As derived when it was read; an unknown word's settles by time and is derived anew when shown. */
  phase: column(phaseSchema, "derived", { field: "phase", header: "phase" }),
  image_id: column(maybeText, "upstream", { field: "imageId" }),
  image_url: column(maybeText, "upstream", { field: "imageUrl", header: "imageUrl" }),
  /** The whole reason code where `reason_code` had to be cut. */
  reason_code_whole: column(maybeText, "derived", { field: "reasonCode", header: "reasonCode" }),
  reason_message: column(maybeText, "upstream", {
    field: "reasonMessage",
    header: "reasonMessage",
  }),
  created_at: column(maybeTime, "upstream", {
    field: "gmtCreateTime",
    header: "gmtCreateTime",
    conversion: times,
  }),
  modified_at: column(maybeTime, "upstream", {
    field: "gmtModifiedTime",
    header: "gmtModifiedTime",
    conversion: times,
  }),
  duration_ms: column(maybeMs, "derived", { field: "durationMs", header: "durationMs" }),
  labels: column(text, "upstream", { field: "labels", conversion: lists }),
  exclude_paths: column(text, "upstream", { field: "excludePaths", conversion: lists }),
  /** Ids, name, image and labels in lower case: what a search looks through. */
  search_text: column(text, "derived"),
};
/** With the key all that grouping reads; an index has these columns, so that no row is touched. */
const grouping = {
  /** The fingerprint of the reason, of a missing one too. */
  fingerprint: column(text, "derived"),
  reason_code: column(maybeReason, "derived"),
  registry: column(maybeIndexed, "derived"),
  /** When it failed, succeeded, or last moved: what periods go by. */
  happened_at: column(time, "derived"),
  /** The instance's at the time of reading, kept here so that filters need no join. */
  workspace_id: column(maybeIndexed, "derived"),
  user_id: column(maybeIndexed, "derived"),
};
const reading = {
  first_seen_at: column(time, "kept"),
  last_seen_at: column(time, "reading"),
  gone_at: column(maybeTime, "reading", {
    field: "goneAt",
    header: "goneAt",
    conversion: { store: times.store, show: seconds },
  }),
  /** Of the upstream and derived columns and the rules' version: another hash is another row. */
  row_hash: column(maybeText, "reading"),
  /** The version of the rules that the derived columns follow. */
  rules_version: column(z.number(), "reading"),
};

export const snapshotTable = z.object({
  ...instanceKey,
  ...snapshotKey,
  ...facts,
  ...grouping,
  ...reading,
});
export type SnapshotRow = z.infer<typeof snapshotTable>;
export const snapshotColumnList = columnsOf(snapshotTable);

/** What grouping needs of a snapshot. */
export const groupedSnapshot = z.object({ ...instanceKey, ...snapshotKey, ...grouping });
export type GroupedSnapshot = z.infer<typeof groupedSnapshot>;

/** A snapshot's row with what stands in its instance's row, in the order of an exported file. */
const joinedSnapshot = z.object({
  ...instanceKey,
  instance_name: column(maybeText, "joined", { field: "instanceName", header: "instanceName" }),
  ...snapshotKey,
  ...facts,
  workspace_name: column(maybeText, "joined", { field: "workspaceName", header: "workspace" }),
  user_name: column(maybeText, "joined", { field: "userName", header: "owner" }),
  request_id: column(maybeText, "joined", { field: "requestId" }),
  ...grouping,
  ...reading,
});
export type JoinedRow = z.infer<typeof joinedSnapshot>;
export const joinedColumnList = columnsOf(joinedSnapshot);

export const statusChangeTable = z.object({
  ...instanceKey,
  ...snapshotKey,
  status: maybeText,
  phase: phaseSchema,
  /** When Snapdeck saw it, and when the service says that it happened. */
  seen_at: time,
  modified_at: maybeTime,
});

export interface SyncRunRow {
  id: string;
  connection: string;
  kind: "full" | "incremental" | "reconcile";
  started_at: number;
  finished_at: number | null;
  instances: number;
  calls: number;
  throttled: number;
  failed: number;
}
