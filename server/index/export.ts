import type { Coverage, FailureRowsQuery, IndexedSnapshot } from "../contract";
import { type CsvCell, csvMark, csvRow } from "../triage/csv";
import { type FailureSource, resolveRows } from "./failures";
import { indexedSnapshots } from "./snapshots";

const rowsAtOnce = 500;

/** Every push of a query, page by page, so that a long list is never held whole. */
export async function* everyPush(
  source: FailureSource,
  query: FailureRowsQuery,
): AsyncGenerator<IndexedSnapshot[]> {
  const { filter, narrowing } = await resolveRows(source, query);
  for (let page = 1; ; page++) {
    const { items } = await indexedSnapshots(
      source.index,
      filter,
      narrowing,
      { page, size: rowsAtOnce },
      source.now,
    );
    if (items.length > 0) yield items;
    if (items.length < rowsAtOnce) return;
  }
}

/** How much of the account a list rests on, as a sentence for a file or a ticket. */
export function coverageSentence(coverage: Coverage): string {
  const { instances, read, oldestReadAt, failed } = coverage;
  const names = failed.map(({ instanceId, code }) => `${instanceId} (${code})`);
  return [
    `${read} of ${instances} instances read`,
    ...(oldestReadAt === null ? [] : [`oldest reading ${oldestReadAt}`]),
    ...(names.length === 0 ? [] : [`${names.length} could not be read: ${names.join(", ")}`]),
  ].join("; ");
}

const columns: readonly [string, (row: IndexedSnapshot) => CsvCell][] = [
  ["connection", (row) => row.connection],
  ["instanceId", (row) => row.instanceId],
  ["instanceName", (row) => row.instanceName],
  ["snapshotId", (row) => row.snapshotId],
  ["snapshotName", (row) => row.snapshotName],
  ["status", (row) => row.status],
  ["phase", (row) => row.phase],
  ["imageUrl", (row) => row.imageUrl],
  ["reasonCode", (row) => row.reasonCode],
  ["reasonMessage", (row) => row.reasonMessage],
  ["gmtCreateTime", (row) => row.gmtCreateTime],
  ["gmtModifiedTime", (row) => row.gmtModifiedTime],
  ["durationMs", (row) => row.durationMs],
  ["workspace", (row) => row.workspaceName],
  ["owner", (row) => row.userName],
  ["goneAt", (row) => row.goneAt],
];

/** The list as CSV that a spreadsheet can open without running any of it; the coverage is its last line. */
export async function* csvOf(
  rows: AsyncIterable<IndexedSnapshot[]>,
  coverage: Coverage,
): AsyncGenerator<string> {
  yield csvMark + csvRow(columns.map(([name]) => name));
  for await (const some of rows) {
    yield some.map((row) => csvRow(columns.map(([, cell]) => cell(row)))).join("");
  }
  yield csvRow([`coverage: ${coverageSentence(coverage)}`]);
}

/** The list as one JSON document: the coverage and the rows. */
export async function* jsonOf(
  rows: AsyncIterable<IndexedSnapshot[]>,
  coverage: Coverage,
): AsyncGenerator<string> {
  yield `{"coverage":${JSON.stringify(coverage)},"items":[`;
  let separator = "";
  for await (const some of rows) {
    yield separator + some.map((row) => JSON.stringify(row)).join(",\n");
    separator = ",\n";
  }
  yield "]}\n";
}
