import type { PatternPlace } from "../contract";
import { fingerprint } from "../triage/fingerprint";
import { groupBy } from "../triage/group-by";
import type { PatternGroups, TemplatePattern } from "../triage/pattern-groups";
import { redacted } from "../triage/redact";
import { removeSecrets } from "../triage/redact-secrets";
import { placeValues } from "../triage/templates";
import { type RowFilter, snapshotsOf } from "./snapshot-filter";
import { isOneOf } from "./sql-list";
import { mapInTurns } from "./turns";
import type { IndexView } from "./view";

/** Different messages that are looked at for values: the most frequent ones. */
const messagesAtMost = 2_000;

/** A place tells its most frequent values. */
const valuesAtMost = 10;

interface CountedMessage {
  message: string | null;
  pattern: TemplatePattern | null;
  count: number;
  /** What stands at each place of the pattern. */
  values: string[];
}

/** What stands at the places of patterns in the pushes of a filter, and of how many pushes it is told. */
export async function valuesOf(
  view: IndexView,
  filter: RowFilter,
  groups: PatternGroups,
  patterns: readonly TemplatePattern[],
): Promise<{ placesOf: (key: string) => PatternPlace[]; counted: number }> {
  const messages = await messagesOf(view, filter, groups, patterns);
  const byPattern = groupBy(messages, ({ pattern }) => pattern?.key);
  const places = new Map(
    patterns.map((pattern) => [pattern.key, placesIn(pattern, byPattern.get(pattern.key) ?? [])]),
  );
  return {
    placesOf: (key) => places.get(key) ?? [],
    counted: messages.reduce((sum, { count }) => sum + count, 0),
  };
}

function placesIn(
  { template }: TemplatePattern,
  messages: readonly CountedMessage[],
): PatternPlace[] {
  const kinds = template.parts.flatMap(({ kind }) => (kind === "text" ? [] : [kind]));
  return kinds.map((kind, place) => {
    const counts = new Map<string, number>();
    for (const { values, count } of messages) {
      const value = values[place] ?? "";
      counts.set(value, (counts.get(value) ?? 0) + count);
    }
    const values = [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    return { place, kind, distinct: values.length, values: values.slice(0, valuesAtMost) };
  });
}

/** The messages of a pattern that have a value at one of its places. */
export async function messagesWithValue(
  view: IndexView,
  filter: RowFilter,
  groups: PatternGroups,
  pattern: TemplatePattern,
  { place, value }: { place: number; value: string },
): Promise<string[]> {
  const messages = await messagesOf(view, filter, groups, [pattern]);
  return messages.flatMap(({ message, values }) =>
    message !== null && values[place] === value ? [message] : [],
  );
}

async function messagesOf(
  view: IndexView,
  filter: RowFilter,
  groups: PatternGroups,
  patterns: readonly TemplatePattern[],
): Promise<CountedMessage[]> {
  const members = patterns.flatMap((pattern) => pattern.members);
  const rows = await snapshotsOf(view, filter)
    .where(isOneOf(view, "snapshots.fingerprint", members))
    .groupBy(["snapshots.fingerprint", "snapshots.reason_message"])
    .select((eb) => [
      "snapshots.fingerprint",
      "snapshots.reason_message as message",
      eb.fn.countAll<number>().as("count"),
    ])
    .orderBy("count", "desc")
    .orderBy("message")
    .orderBy("snapshots.fingerprint")
    .limit(messagesAtMost)
    .execute();
  return mapInTurns(rows, (row) => {
    const { message } = row;
    const pattern = groups.patternOf(row.fingerprint);
    const { parts } = fingerprint({ reasonCode: null, reasonMessage: message });
    const values = pattern === null ? [] : placeValues(pattern.template, parts);
    return {
      message,
      pattern,
      count: Number(row.count),
      values: withoutSecretsOf(message, values),
    };
  });
}

/** A value stands alone, without the words that tell it for a secret: its message, with those, is asked. */
function withoutSecretsOf(message: string | null, values: string[]): string[] {
  const told = removeSecrets(message ?? "");
  return told === message
    ? values
    : values.map((value) => (told.includes(value) ? value : redacted));
}
