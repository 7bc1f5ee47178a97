import type { Coverage, FailureSnapshotsQuery, IndexedSnapshot } from "../contract";
import { type FailureSource, resolveRows } from "./failures";
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
  const { instances, read, oldestReadAt, failed } = coverage;
  const names = failed.map(({ instanceId, code }) => `${instanceId} (${code})`);
  return [
    `${read} of ${instances} instances read`,
    ...(oldestReadAt === null ? [] : [`oldest reading ${oldestReadAt}`]),
    ...(names.length === 0 ? [] : [`${names.length} could not be read: ${names.join(", ")}`]),
  ].join("; ");
}
