import type { Coverage, FailureSnapshotsQuery, IndexedSnapshot, Visibility } from "../contract";
import type { FileColumn } from "../snapshots/export-file";
import { visibilityText } from "../snapshots/visibility";
import { joinedColumnList } from "./columns";
import { resolveRows } from "./failure-rows";
import type { FailureSource } from "./failure-source";
import { indexedSnapshots } from "./snapshots";

const rowsAtOnce = 500;

/** Every push of a query, page by page, so that a long list is never held whole. */
export async function* allFailureSnapshots(
  source: FailureSource,
  query: FailureSnapshotsQuery,
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
  const { instances, read, oldestReadAt, failed, unconfirmed, visibility } = coverage;
  const names = failed.map(({ instanceId, code }) => `${instanceId} (${code})`);
  return [
    `${read} of ${instances} instances read`,
    ...(oldestReadAt === null ? [] : [`oldest reading ${oldestReadAt}`]),
    ...(names.length === 0 ? [] : [`${names.length} could not be read: ${names.join(", ")}`]),
    ...(unconfirmed === 0 ? [] : [`${unconfirmed} vanished and not yet known to be gone`]),
    ...visibility.map(visibilitySentence),
  ].join("; ");
}

function visibilitySentence({ connection, scope, workspace }: Visibility): string {
  const of = workspace === null ? "" : ` of workspace ${workspace}`;
  return `${connection}: ${visibilityText(scope)}${of}`;
}

/** The columns of a file of pushes. */
export const failureExportColumns: readonly FileColumn<IndexedSnapshot>[] =
  joinedColumnList.flatMap(({ field, header }) =>
    field === undefined || header === undefined ? [] : [[header, (row) => cellOf(row[field])]],
  );

const cellOf = (value: IndexedSnapshot[keyof IndexedSnapshot]) =>
  Array.isArray(value) ? JSON.stringify(value) : value;
