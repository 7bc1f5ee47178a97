import type { Instance, UpstreamSnapshot } from "../contract";
import type { UpstreamItem, UpstreamPage } from "./client";
import type { Action } from "./http-caller";
import { instancePage, readInstance, readSnapshot, snapshotPage } from "./parse-items";
import { type Success, unexpectedShape } from "./parse-response";
import { readNumber } from "./parse-values";

/** A page of `ListInstances`. @throws DswError `upstream.badAnswer` when it is no page */
export function parseInstancePage(answer: Success, readAt: number): UpstreamPage<Instance> {
  const page = instancePage.safeParse(answer.body).data;
  if (page === undefined) throw unexpectedShape("ListInstances", answer.requestId);
  return pageOf(page.Instances ?? [], page.TotalCount, readInstance, answer, readAt);
}

/** A page of `ListInstanceSnapshot`. @throws DswError `upstream.badAnswer` when it is no page */
export function parseSnapshotPage(
  answer: Success,
  instanceId: string,
  readAt: number,
): UpstreamPage<UpstreamSnapshot> {
  const page = snapshotPage.safeParse(answer.body).data;
  if (page === undefined) throw unexpectedShape("ListInstanceSnapshot", answer.requestId);
  const read = (row: unknown) => readSnapshot(row, instanceId);
  return pageOf(page.Snapshots ?? [], page.TotalCount, read, answer, readAt);
}

/** The instance of `GetInstance`, whose fields stand beside the envelope. @throws DswError `upstream.badAnswer` */
export function instanceOf(answer: Success, readAt: number): UpstreamItem<Instance> {
  return itemOf("GetInstance", readInstance(answer.body), answer, readAt);
}

/** The snapshot of `GetInstanceSnapshot`, likewise. @throws DswError `upstream.badAnswer` */
export function snapshotOf(
  answer: Success,
  instanceId: string,
  readAt: number,
): UpstreamItem<UpstreamSnapshot> {
  return itemOf("GetInstanceSnapshot", readSnapshot(answer.body, instanceId), answer, readAt);
}

function pageOf<T>(
  rows: unknown[],
  totalCount: unknown,
  read: (row: unknown) => T | null,
  { requestId }: Success,
  readAt: number,
): UpstreamPage<T> {
  const items = rows.map(read).filter((item) => item !== null);
  const total = readNumber(totalCount) ?? rows.length;
  return { items, skipped: rows.length - items.length, total, requestId, readAt };
}

function itemOf<T>(
  action: Action,
  item: T | null,
  { requestId }: Success,
  readAt: number,
): UpstreamItem<T> {
  if (item === null) throw unexpectedShape(action, requestId);
  return { item, requestId, readAt };
}
