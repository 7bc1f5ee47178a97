import type { Instance, UpstreamSnapshot } from "../contract";
import type { Action } from "./http-caller";
import { readCloudDisks } from "./parse-disks";
import { instancePage, readInstance, readSnapshot, snapshotPage } from "./parse-items";
import { readInstanceLinks } from "./parse-links";
import { badResponse, type Success, unexpectedShape } from "./parse-response";
import { readNumber } from "./parse-values";
import type { UpstreamInstance, UpstreamItem, UpstreamPage } from "./reads";

/** The page that was asked for: its number from 1, and its size. */
interface PageRequest {
  page: number;
  size: number;
}

/** A page of `ListInstances`. @throws DswError `upstream.badAnswer` when it is no page */
export function parseInstancePage(
  response: Success,
  request: PageRequest,
  readAt: number,
): UpstreamPage<Instance> {
  const action = "ListInstances";
  const page = instancePage.safeParse(response.body).data;
  if (page === undefined) throw unexpectedShape(action, response.requestId);
  const rows = (page.Instances ?? []).map(readInstance);
  const idOf = (instance: Instance) => instance.instanceId;
  return pageOf(action, rows, idOf, page.TotalCount, request, response, readAt);
}

/** A page of `ListInstanceSnapshot`. @throws DswError `upstream.badAnswer` when it is no page */
export function parseSnapshotPage(
  response: Success,
  instanceId: string,
  request: PageRequest,
  readAt: number,
): UpstreamPage<UpstreamSnapshot> {
  const action = "ListInstanceSnapshot";
  const page = snapshotPage.safeParse(response.body).data;
  if (page === undefined) throw unexpectedShape(action, response.requestId);
  const rows = (page.Snapshots ?? []).map((row) => readSnapshot(row, instanceId));
  const idOf = (snapshot: UpstreamSnapshot) => snapshot.snapshotId;
  return pageOf(action, rows, idOf, page.TotalCount, request, response, readAt);
}

/** The instance of `GetInstance`, whose fields stand beside the envelope. @throws DswError `upstream.badAnswer` */
export function parseInstance(response: Success, readAt: number): UpstreamInstance {
  const read = itemOf("GetInstance", readInstance(response.body), response, readAt);
  return {
    ...read,
    links: readInstanceLinks(response.body),
    cloudDisks: readCloudDisks(response.body.CloudDisks),
  };
}

/** The snapshot of `GetInstanceSnapshot`, likewise. @throws DswError `upstream.badAnswer` */
export function parseSnapshot(
  response: Success,
  instanceId: string,
  readAt: number,
): UpstreamItem<UpstreamSnapshot> {
  return itemOf("GetInstanceSnapshot", readSnapshot(response.body, instanceId), response, readAt);
}

/**
 * The page's rows that have an id, each once (of two with the same id the one that was modified last), with
 * `TotalCount` once it fits them. A count that is missing, or that the rows contradict, must never be taken
 * for an empty or a complete list: rows that were there before would be called gone.
 *
 * A short page is no contradiction yet, for the service may take smaller pages than it was asked for; that the
 * pages add up is what `readAllPages` proves.
 */
function pageOf<T extends { gmtModifiedTime: string | null }>(
  action: Action,
  rows: ReadonlyArray<T | null>,
  idOf: (item: T) => string,
  totalCount: unknown,
  { page, size }: PageRequest,
  { requestId }: Success,
  readAt: number,
): UpstreamPage<T> {
  const byId = new Map<string, T>();
  let repeated = 0;
  for (const row of rows) {
    if (row === null) continue;
    const twin = byId.get(idOf(row));
    if (twin !== undefined) repeated += 1;
    if (twin === undefined || modifiedAt(row) > modifiedAt(twin)) byId.set(idOf(row), row);
  }
  const items = [...byId.values()];

  const wrong = (what: string) => badResponse(`The response to ${action} ${what}.`, requestId);
  const total = readNumber(totalCount);
  const distinct = rows.length - repeated;
  if (total === null) throw wrong("has no TotalCount");
  if (!Number.isSafeInteger(total) || total < 0) throw wrong("has a TotalCount that is no count");
  if (distinct > size) throw wrong(`has ${distinct} rows where ${size} were asked for`);
  if (distinct > total) throw wrong(`has ${distinct} rows but counts ${total}`);
  if (distinct === 0 && (page - 1) * size < total) {
    throw wrong(`has no rows on page ${page} but counts ${total}`);
  }
  // Where the page has no place for them, repeated rows are not among those counted.
  const places = Math.min(size, total - (page - 1) * size);
  const skipped = (rows.length > places ? distinct : rows.length) - items.length;
  return { items, skipped, total, requestId, readAt };
}

const modifiedAt = (row: { gmtModifiedTime: string | null }) =>
  Date.parse(row.gmtModifiedTime ?? "") || 0;

function itemOf<T>(
  action: Action,
  item: T | null,
  { requestId }: Success,
  readAt: number,
): UpstreamItem<T> {
  if (item === null) throw unexpectedShape(action, requestId);
  return { item, requestId, readAt };
}
