import type { ExactMessage, FailureSnapshots, FailureSnapshotsQuery } from "../contract";
import { coverageRead } from "./coverage";
import { exactMessages } from "./exact-messages";
import { type FailureSource, resolveFilter } from "./failure-source";
import { knownGroups } from "./known-patterns";
import { messagesWithValue } from "./pattern-values";
import type { RowFilter } from "./snapshot-filter";
import { indexedSnapshots, type Narrowing } from "./snapshots";

/** The pushes themselves in an order: of a group or a part of it, an instance, or the whole filter. */
export async function failureRows(
  source: FailureSource,
  query: FailureSnapshotsQuery,
): Promise<FailureSnapshots & { readAt: string | null }> {
  const { filter, narrowing, messages } = await resolveRows(source, query);
  const { page, size, sort, order } = query;
  const [rows, read] = await Promise.all([
    indexedSnapshots(source.index, filter, narrowing, { page, size, sort, order }, source.now),
    coverageRead(source.index, source.connections, source.states, source.now),
  ]);
  return { ...rows, messages, page, size, ...read };
}

/** What a query for rows asks for, in whatever order. */
export type RowsQuery = Omit<FailureSnapshotsQuery, "sort" | "order">;

/** The filter of a query for rows, what narrows it further, and the messages it could be split by. */
export async function resolveRows(source: FailureSource, query: RowsQuery) {
  const { filter } = await resolveFilter(source, query);
  const { group, pattern, instance } = query;
  if (group === undefined && pattern === undefined) {
    return { filter, narrowing: { instance }, messages: [] };
  }
  const fingerprints = await membersOf(source, filter, group, pattern);
  const ofValue = await withValue(source, filter, query);
  const known = await exactMessages(source.index, filter, fingerprints);
  const messages = known.filter(({ message }) => ofValue === undefined || isIn(ofValue, message));
  const exact = known.find(({ digest }) => digest === query.message);
  const narrowing: Narrowing = {
    fingerprints,
    instance,
    messages: exact ? [exact.message] : ofValue,
  };
  return { filter, narrowing, messages };
}

const isIn = (messages: readonly (string | null)[], message: ExactMessage["message"]) =>
  messages.includes(message);

/** The fingerprints of the group, or of the pattern, that a member stands in now. */
async function membersOf(
  source: FailureSource,
  { outcome }: RowFilter,
  group: string | undefined,
  pattern: string | undefined,
): Promise<readonly string[]> {
  const asked = [group, pattern].filter((one) => one !== undefined);
  if (outcome !== "failed") return asked.slice(0, 1);
  const groups = await knownGroups(source, []);
  const ofGroup = group === undefined ? null : (groups.groupOf(group)?.members ?? [group]);
  if (pattern === undefined) return ofGroup ?? [];
  const ofPattern = groups.patternOf(pattern)?.members ?? [pattern];
  return ofGroup === null ? ofPattern : ofPattern.filter((member) => ofGroup.includes(member));
}

/** The messages that have a value at a place of the pattern that is asked for; undefined where none is. */
async function withValue(
  source: FailureSource,
  filter: RowFilter,
  { group, pattern, place, value }: RowsQuery,
): Promise<readonly string[] | undefined> {
  if (place === undefined || value === undefined) return undefined;
  const groups = await knownGroups(source, []);
  const ofGroup = groups.groupOf(group ?? "")?.patterns ?? [];
  // A group of several patterns has no places of its own.
  const found =
    pattern === undefined ? (ofGroup.length === 1 ? ofGroup[0] : null) : groups.patternOf(pattern);
  return found ? messagesWithValue(source.index, filter, groups, found, { place, value }) : [];
}
