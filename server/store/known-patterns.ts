import { sql } from "kysely";
import { LRUCache } from "lru-cache";
import { log } from "../log/log";
import { type Cause, explain } from "../triage/causes";
import { fingerprint } from "../triage/fingerprint";
import { type KnownPattern, type PatternGroups, patternGroups } from "../triage/pattern-groups";
import { groupingSteps } from "../triage/templates";
import type { FailureSource } from "./failure-source";
import { keptBeside } from "./kept-beside";
import { listOf } from "./sql-list";
import { mapInTurns, nextTurn } from "./turns";
import type { IndexView } from "./view";

/*
 * The distinct fingerprints of failed pushes that a viewer may see, in groups. Each is known by its oldest
 * push, so that the groups follow from what is stored alone: not from the order that it arrived in, the
 * engine, or when the server was started. What somebody may not see has no part in what he is told.
 */

/** The patterns that occurred last; one beyond them stands for itself. */
const patternsAtMost = 20_000;

/** After so long it is looked whether there are others, besides whenever an answer has one that is not known. */
const keptMs = 30_000;

/** Of a longer message neither the fingerprint nor the cause needs more. */
const messageAtMost = 8_192;

interface Known {
  catalogue: readonly Cause[];
  /** Milliseconds since the epoch. */
  readAt: number;
  patterns: ReadonlyMap<string, KnownPattern>;
  groups: PatternGroups;
  isFull: boolean;
}

const keptOf = keptBeside(() => ({
  known: new LRUCache<string, Known>({ max: 50 }),
  loading: new Map<string, Promise<Known>>(),
}));

/** The groups that these fingerprints, and all others of failed pushes, stand in. */
export async function knownGroups(
  source: FailureSource,
  fingerprints: readonly string[],
): Promise<PatternGroups> {
  const { known } = keptOf(source.index);
  const key = source.index.key(source.connections);
  const isCurrent = (one: Known | undefined): one is Known =>
    one !== undefined &&
    one.catalogue === source.catalogue &&
    (one.isFull || fingerprints.every((fingerprint) => one.patterns.has(fingerprint)));
  let found = known.get(key);
  if (isCurrent(found)) {
    if (Math.abs(source.now - found.readAt) >= keptMs) {
      load(source, key).catch((error: unknown) => {
        log.warn("the patterns of failures could not be read again", { err: error });
      });
    }
    return found.groups;
  }
  found = await load(source, key);
  // It may have been begun before these pushes were there.
  if (!isCurrent(found)) found = await load(source, key);
  return found.groups;
}

/** Reads them once, however many ask at the same time. */
function load(source: FailureSource, key: string): Promise<Known> {
  const { known, loading } = keptOf(source.index);
  const begun = loading.get(key);
  if (begun) return begun;
  const reading = read(source, known.get(key))
    .then((found) => {
      known.set(key, found);
      return found;
    })
    .finally(() => loading.delete(key));
  loading.set(key, reading);
  return reading;
}

async function read(source: FailureSource, before: Known | undefined): Promise<Known> {
  const { index, connections, catalogue, now } = source;
  const rows = await fingerprintsOf(index, connections);
  const isFull = rows.length === patternsAtMost;
  const reusable = before?.catalogue === catalogue ? before.patterns : new Map<string, never>();
  const kept = new Map<string, KnownPattern>();
  const wanted: string[] = [];
  for (const row of rows) {
    const pattern = reusable.get(row.fingerprint);
    if (pattern?.firstSeen === row.first) kept.set(row.fingerprint, pattern);
    else wanted.push(row.fingerprint);
  }
  if (before !== undefined && wanted.length === 0 && kept.size === before.patterns.size) {
    return { ...before, readAt: now, isFull };
  }
  const patterns = new Map([...kept, ...(await readPatterns(source, wanted))]);
  await nextTurn();
  const groups = patternGroups(patterns.values(), await templatesOf([...patterns.values()]));
  return { catalogue, readAt: now, patterns, groups, isFull };
}

/** The fingerprints of failed pushes that occurred last, and when each did so first. */
async function fingerprintsOf(
  index: IndexView,
  connections: readonly string[],
): Promise<{ fingerprint: string; first: number }[]> {
  if (connections.some((connection) => index.isLimited(connection))) {
    return (
      index
        .snapshots(connections)
        // Written out and not bound: an index of the failed ones alone serves only a query that says so.
        .where("phase", "=", sql.lit("failed"))
        .groupBy("fingerprint")
        .select((eb) => ["fingerprint", eb.fn.min("happened_at").as("first")])
        .orderBy((eb) => eb.fn.max("happened_at"), "desc")
        .orderBy("fingerprint")
        .limit(patternsAtMost)
        .execute()
    );
  }
  // From one fingerprint to the next in the order of the index: it takes as many steps as there are fingerprints,
  // however many pushes have them.
  const ofFailed = sql`from snapshots where ${index.maySee("snapshots", connections)} and phase = 'failed'`;
  const ofKnown = sql`from snapshots where connection = known.connection and fingerprint = known.fingerprint and phase = 'failed'`;
  // It begins with `select`, which is what the embedded engine tells a reading from a writing by.
  return index.run(sql<{ fingerprint: string; first: number }>`
    select fingerprint, min(first) as first from (
      with recursive known (connection, fingerprint) as (
        select place.value, (select min(fingerprint) ${ofFailed} and connection = place.value)
        from ${listOf(index, connections)} as place
        union all
        select connection, (
          select min(fingerprint) ${ofFailed} and connection = known.connection and fingerprint > known.fingerprint)
        from known where known.fingerprint is not null
      )
      select fingerprint,
        (select min(happened_at) ${ofKnown}) as first, (select max(happened_at) ${ofKnown}) as last
      from known where fingerprint is not null
    ) as seen
    group by fingerprint order by max(last) desc, fingerprint limit ${sql.lit(patternsAtMost)}`);
}

/** Many patterns take a second: others have their turns meanwhile. */
async function templatesOf(patterns: readonly KnownPattern[]) {
  const steps = groupingSteps(patterns);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await nextTurn();
  }
}

/** The oldest push of each fingerprint on each connection; within the query one look-up each. */
async function readPatterns(
  { index, connections, catalogue }: FailureSource,
  fingerprints: readonly string[],
): Promise<[string, KnownPattern][]> {
  if (fingerprints.length === 0) return [];
  const [toArray, binary] =
    index.engine === "libsql"
      ? [sql`json_array`, sql``]
      : [sql`json_build_array`, sql`collate "C"`];
  const rows = await index.run(sql<{ fingerprint: string; oldest: unknown }>`
    select wanted.value as fingerprint, (
      select ${toArray}(happened_at, snapshot_id, connection, instance_id,
        coalesce(reason_code_whole, reason_code), substr(reason_message, 1, ${sql.lit(messageAtMost)}))
      from snapshots
      where connection = place.value and fingerprint = wanted.value and phase = 'failed'
        and ${index.maySee("snapshots", connections)}
      order by happened_at, snapshot_id ${binary}, instance_id ${binary} limit 1
    ) as oldest
    from ${listOf(index, fingerprints)} as wanted, ${listOf(index, connections)} as place`);
  const oldest = new Map<string, Oldest>();
  const examples = await mapInTurns(rows, ({ oldest }) => oldestOf(oldest), 500);
  for (const [at, example] of examples.entries()) {
    const key = rows[at]?.fingerprint ?? "";
    const known = oldest.get(key);
    if (example !== null && (known === undefined || isBefore(example, known))) {
      oldest.set(key, example);
    }
  }
  return mapInTurns([...oldest], ([key, { firstSeen, ...reason }]) => {
    const { code, parts } = fingerprint(reason);
    return [key, { key, code, parts, cause: explain(reason, catalogue), firstSeen }];
  });
}

interface Oldest {
  firstSeen: number;
  place: string;
  reasonCode: string | null;
  reasonMessage: string | null;
}

/** PostgreSQL's driver has taken the JSON apart already. */
function oldestOf(given: unknown): Oldest | null {
  const values: unknown = typeof given === "string" ? JSON.parse(given) : given;
  if (!Array.isArray(values)) return null;
  const [firstSeen, snapshot, connection, instance, code, message] = values;
  return {
    firstSeen: Number(firstSeen),
    place: JSON.stringify([snapshot, connection, instance]),
    reasonCode: typeof code === "string" ? code : null,
    reasonMessage: typeof message === "string" ? message : null,
  };
}

const isBefore = (a: Oldest, b: Oldest) =>
  a.firstSeen < b.firstSeen || (a.firstSeen === b.firstSeen && a.place < b.place);
