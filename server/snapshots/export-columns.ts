import { type Instance, type InstanceAtRisk, type Label, snapshotSchema } from "../contract";
import type { CsvCell } from "./csv";
import type { FileColumn } from "./export-file";

type Value = CsvCell | readonly (string | Label)[];

/** A column a key: plain values as they are, several as one text. */
const columnsOf = <Key extends string>(
  keys: readonly Key[],
): readonly FileColumn<Record<Key, Value>>[] => keys.map((key) => [key, (row) => cell(row[key])]);

const cell = (value: Value): CsvCell =>
  typeof value === "object" && value !== null
    ? value
        .map((item) => (typeof item === "string" ? item : `${item.key}=${item.value}`))
        .join("; ")
    : value;

/** The columns of an instance's snapshots: every field that the API answers. */
export const snapshotColumns = columnsOf(snapshotSchema.keyof().options);

/** The columns of instances; what is nested in an instance is left to the JSON file. */
export const instanceColumns: readonly FileColumn<Instance>[] = [
  ...columnsOf([
    "instanceId",
    "instanceName",
    "status",
    "workspaceId",
    "workspaceName",
    "userId",
    "userName",
    "ecsSpec",
    "acceleratorType",
    "gmtCreateTime",
    "gmtModifiedTime",
  ] as const),
  ["latestSnapshotStatus", (row) => row.latestSnapshot?.status ?? null],
];

/** The columns of instances at risk. */
export const atRiskColumns: readonly FileColumn<InstanceAtRisk>[] = [
  ...columnsOf([
    "connection",
    "instanceId",
    "instanceName",
    "workspaceName",
    "userName",
    "failedSince",
  ] as const),
  ["goodSnapshotId", (row) => row.good?.snapshotId ?? null],
  ["goodAt", (row) => row.good?.at ?? null],
  ["goodImageSizeGb", (row) => row.good?.sizeGb ?? null],
  ["goodImageReadAt", (row) => row.good?.imageReadAt ?? null],
  ["goneImages", (row) => row.goneImages],
  ["lastFailureId", (row) => row.lastFailure.snapshotId],
  ["lastFailureCode", (row) => row.lastFailure.reasonCode],
  ["lastFailureAt", (row) => row.lastFailure.at],
];
