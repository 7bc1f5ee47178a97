import { sql } from "kysely";
import type { TriageChange, TriageRequest, TriageState } from "../contract";
import { groupBy } from "../triage/group-by";
import type { PatternGroup, PatternGroups } from "../triage/pattern-groups";
import { backOf, type TriageChangeFacts } from "../triage/triage-state";
import { dayMs } from "../triage/zoned-bins";
import { cleanText } from "./clean-text";
import type { FailureSource } from "./failure-source";
import type { SnapshotIndex } from "./open";
import type { TriageChangeRow } from "./schema";
import { isOneOf } from "./sql-list";
import type { IndexView } from "./view";

/** A group's history is so long at most. */
const changesKept = 50;

/**
 * What is kept of a group stands under its cause, or under the member that was seen first when it was changed:
 * both stay when the group grows.
 */
const keyOf = ({ cause, key }: PatternGroup) => (cause === null ? key : `cause ${cause.id}`);

/** The changes of each group, by what `stateOf` finds them by. */
export const byGroup = (changes: readonly TriageChangeRow[], patterns: PatternGroups) =>
  groupBy(changes, ({ group_key }) =>
    group_key.startsWith("cause ") ? group_key : (patterns.groupOf(group_key)?.key ?? group_key),
  );

/** The newest change of each group on connections that are seen whole. */
export const newestChanges = (
  view: IndexView,
  connections: readonly string[],
): Promise<TriageChangeRow[]> =>
  view
    .triageChanges(connections)
    .selectAll()
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("triage_changes as later")
            .select("later.status")
            .whereRef("later.connection", "=", "triage_changes.connection")
            .whereRef("later.group_key", "=", "triage_changes.group_key")
            .whereRef("later.changed_at", ">", "triage_changes.changed_at"),
        ),
      ),
    )
    .execute();

/** What holds of a group on connections; null where nothing does, or not on all of them. */
export async function stateOf(
  { index, now, serviceNow = now }: FailureSource,
  group: PatternGroup,
  connections: readonly string[],
  changes: ReadonlyMap<string, readonly TriageChangeRow[]>,
): Promise<TriageState | null> {
  const ofGroup = changes.get(keyOf(group)) ?? [];
  if (ofGroup.length === 0) return null;
  const ofEach = connections.map(
    (connection) =>
      ofGroup
        .filter((change) => change.connection === connection)
        .sort((a, b) => b.changed_at - a.changed_at)[0] ?? null,
  );
  const states: TriageState[] = [];
  for (const change of ofEach) {
    if (change === null || change.status === "open") return null;
    const facts = factsOf(change);
    const needsPushes = facts.status === "resolved" || facts.untilGrows;
    const days = needsPushes
      ? await instancesByDay(index, change.connection, group.members, facts.at, "since")
      : [];
    states.push({
      ...shownFacts(change),
      status: change.status,
      back: backOf(facts, days, serviceNow),
    });
  }
  // Of several the one that counts is the one that keeps the group in sight.
  return (
    states.find(({ back }) => back !== null) ??
    states.find(({ status }) => status === "acknowledged") ??
    states.sort((a, b) => (a.at < b.at ? 1 : -1))[0] ??
    null
  );
}

/** What was made of a group, newest first. */
export async function changesOf(
  view: IndexView,
  connections: readonly string[],
  group: PatternGroup,
): Promise<TriageChange[]> {
  const keys = group.cause === null ? group.members : [keyOf(group)];
  const rows = await view
    .triageChanges(connections)
    .selectAll()
    .where(isOneOf(view, "group_key", keys))
    .orderBy("changed_at", "desc")
    .orderBy("connection")
    .limit(changesKept)
    .execute();
  return rows.map((row) => ({
    connection: row.connection,
    status: row.status,
    ...shownFacts(row),
  }));
}

const factsOf = (row: TriageChangeRow): TriageChangeFacts => ({
  status: row.status,
  until: row.muted_until,
  untilGrows: row.until_grows === 1,
  worstDay: row.worst_day,
  at: row.changed_at,
});

const shownFacts = ({
  muted_until,
  until_grows,
  note,
  link,
  who,
  changed_at,
}: TriageChangeRow) => ({
  until: muted_until === null ? null : new Date(muted_until).toISOString(),
  untilGrows: until_grows === 1,
  note,
  link,
  who,
  at: new Date(changed_at).toISOString(),
});

/** How many instances a group has hit on each day since a moment, or of the seven before it. */
async function instancesByDay(
  view: IndexView,
  connection: string,
  fingerprints: readonly string[],
  at: number,
  which: "since" | "before",
): Promise<number[]> {
  // Written out: the embedded engine is given every number as one with a fraction, and would not divide as whole ones.
  const moment = sql.lit(at);
  const ago = which === "since" ? sql`happened_at - ${moment}` : sql`${moment} - happened_at`;
  const day = sql<number>`(${ago}) / ${sql.lit(dayMs)}`;
  const rows = await view
    .snapshots([connection])
    .where("phase", "=", sql.lit("failed"))
    .where(isOneOf(view, "snapshots.fingerprint", fingerprints))
    .$call((query) =>
      which === "since"
        ? query.where("happened_at", ">", at)
        : query.where("happened_at", "<=", at).where("happened_at", ">", at - 7 * dayMs),
    )
    .groupBy(day)
    .select((eb) => eb.fn.count<number>("instance_id").distinct().as("instances"))
    .execute();
  return rows.map(({ instances }) => Number(instances));
}

/** Who changes a group, and what of. */
export interface TriageAuthor {
  /** Null where nobody signs in. */
  who: string | null;
}

/**
 * Saves what somebody makes of a group, on each connection of the source.
 * @returns what holds of it then; null where nothing does
 */
export async function changeTriage(
  store: SnapshotIndex,
  source: FailureSource,
  groups: PatternGroups,
  { who }: TriageAuthor,
  request: TriageRequest,
): Promise<TriageState | null> {
  const { index, connections, now, serviceNow = now } = source;
  const group = groups.groupOf(request.group);
  if (group === null) throw new Error("a group that is not known cannot be changed");
  for (const connection of connections) {
    const worstDay = request.untilGrows
      ? Math.max(
          0,
          ...(await instancesByDay(index, connection, group.members, serviceNow, "before")),
        )
      : null;
    await save(store, {
      connection,
      group_key: keyOf(group),
      changed_at: serviceNow,
      status: request.status,
      muted_until: request.until === undefined ? null : Date.parse(request.until),
      until_grows: request.untilGrows ? 1 : 0,
      worst_day: worstDay,
      note: request.note === "" ? null : cleanText(request.note),
      link: request.link === "" ? null : cleanText(request.link),
      who: who === null ? null : cleanText(who),
    });
  }
  const changes = byGroup(await newestChanges(index, connections), groups);
  return stateOf(source, group, connections, changes);
}

/** Two changes of one group at the same moment, or by a clock that was put back, still follow each other. */
async function save({ db }: SnapshotIndex, row: TriageChangeRow): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const ofGroup = trx
      .selectFrom("triage_changes")
      .where("connection", "=", row.connection)
      .where("group_key", "=", row.group_key);
    const before = await ofGroup
      .select("changed_at")
      .orderBy("changed_at", "desc")
      .limit(changesKept)
      .execute();
    const last = before[0]?.changed_at ?? 0;
    await trx
      .insertInto("triage_changes")
      .values({ ...row, changed_at: Math.max(row.changed_at, last + 1) })
      .execute();
    const oldest = before[changesKept - 1];
    if (oldest === undefined) return;
    await trx
      .deleteFrom("triage_changes")
      .where("connection", "=", row.connection)
      .where("group_key", "=", row.group_key)
      .where("changed_at", "<=", oldest.changed_at)
      .execute();
  });
}
