import { type RawBuilder, sql } from "kysely";
import type { SnapshotMatch } from "../contract";
import { isoSecond } from "./columns";
import { matchedField } from "./matched-field";
import { newestFirst } from "./newest-first";
import { likePattern } from "./snapshot-filter";
import type { IndexView } from "./view";

/** Matches given: what fits beside the box that is typed into. */
const most = 12;

/**
 * The newest snapshots of a connection are looked through first. Words that many snapshots contain are found there,
 * and so never come to the index of texts, which would list every one of them.
 */
const lookedThrough = 5_000;

/** The index of texts has entries of so many characters. */
const entryLength = 3;

/**
 * Snapshots by id, name, image, label or reason: an exact id alone where there is one, else the newest that match.
 * @param newest how many of the newest are looked through before the index of texts is asked
 */
export async function searchSnapshots(
  view: IndexView,
  connections: readonly string[],
  q: string,
  newest = lookedThrough,
): Promise<SnapshotMatch[]> {
  const byId = await keysOf(view, connections, sql<boolean>`snapshot_id = ${q}`);
  return matchesOf(view, q, byId.length > 0 ? byId : await newestOf(view, connections, q, newest));
}

interface Key {
  connection: string;
  instance_id: string;
  snapshot_id: string;
  happened_at: number;
}

async function newestOf(
  view: IndexView,
  connections: readonly string[],
  q: string,
  lookedThrough: number,
): Promise<Key[]> {
  const found: Key[] = [];
  const others: string[] = [];
  for (const connection of connections) {
    const newest = await amongNewest(view, connection, q, lookedThrough);
    if (newest.length >= most) found.push(...newest);
    else others.push(connection);
  }
  if (others.length > 0) found.push(...(await amongAll(view, others, q)));
  return found.sort(newestFirst).slice(0, most);
}

const keyColumns = ["connection", "instance_id", "snapshot_id", "happened_at"] as const;

const contains = (q: string) => sql<boolean>`search_text like ${likePattern(q)} escape '\\'`;

const amongNewest = (
  view: IndexView,
  connection: string,
  q: string,
  lookedThrough: number,
): Promise<Key[]> =>
  view
    .over(
      view
        .snapshots([connection])
        .select([...keyColumns, "search_text"])
        .orderBy("happened_at", "desc")
        .limit(lookedThrough)
        .as("newest"),
    )
    .select(keyColumns)
    .where(contains(q))
    .orderBy("happened_at", "desc")
    .orderBy("snapshot_id")
    .orderBy("instance_id")
    .limit(most)
    .execute();

async function amongAll(
  view: IndexView,
  connections: readonly string[],
  q: string,
): Promise<Key[]> {
  const text = q.toLowerCase();
  const characters = [...text];
  // What has all entries of a text is compared with the text itself.
  const listed =
    view.engine === "libsql"
      ? sql<boolean>`snapshots.rowid in (select rowid from snapshot_texts where snapshot_texts match ${inFile(text, characters)})`
      : sql<boolean>`snapshot_text_entries(search_text) @@ ${inPostgres(characters)}::tsquery`;
  return keysOf(view, connections, sql`${listed} and ${contains(q)}`, "matches");
}

/** What a text's entries must have, in the words of FTS5. */
function inFile(text: string, characters: readonly string[]): RawBuilder<string> {
  if (characters.length >= entryLength) {
    const quoted = entriesOf(characters).map((entry) => `"${entry.replaceAll('"', '""')}"`);
    return sql`${quoted.join(" AND ")}`;
  }
  // Any of the entries that begin with it.
  return sql`(select coalesce(group_concat('"' || replace(term, '"', '""') || '"', ' OR '), '""') from snapshot_text_entries where term >= ${text} and term <= ${text} || char(1114111, 1114111))`;
}

/** The same as PostgreSQL's text of a `tsquery`. */
function inPostgres(characters: readonly string[]): string {
  const quote = (entry: string) => `'${entry.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
  return characters.length >= entryLength
    ? entriesOf(characters).map(quote).join(" & ")
    : `${quote(characters.join(""))}:*`;
}

/** As few entries as cover the text. */
function entriesOf(characters: readonly string[]): string[] {
  const last = characters.length - entryLength;
  const starts = [];
  for (let at = 0; at < last; at += entryLength) starts.push(at);
  return [...starts, last].map((at) => characters.slice(at, at + entryLength).join(""));
}

/**
 * The newest snapshots of a condition.
 * @param by whether the rows are walked newest first, or the ones that match sorted: the sum is in no index
 */
function keysOf(
  view: IndexView,
  connections: readonly string[],
  condition: RawBuilder<boolean>,
  by: "time" | "matches" = "time",
): Promise<Key[]> {
  return view
    .snapshots(connections)
    .select(keyColumns)
    .where(condition)
    .orderBy(by === "time" ? sql`happened_at` : sql`happened_at + 0`, "desc")
    .orderBy("snapshot_id")
    .orderBy("connection")
    .orderBy("instance_id")
    .limit(most)
    .execute();
}

/** What is told of the matches, looked up for these alone. */
async function matchesOf(
  view: IndexView,
  q: string,
  keys: readonly Key[],
): Promise<SnapshotMatch[]> {
  if (keys.length === 0) return [];
  const rows = await view
    .snapshots([...new Set(keys.map(({ connection }) => connection))])
    .innerJoin("instances", (join) =>
      join
        .onRef("instances.connection", "=", "snapshots.connection")
        .onRef("instances.instance_id", "=", "snapshots.instance_id"),
    )
    .where((eb) =>
      eb.or(
        keys.map(({ connection, instance_id, snapshot_id }) =>
          eb.and([
            eb("snapshots.connection", "=", connection),
            eb("snapshots.instance_id", "=", instance_id),
            eb("snapshots.snapshot_id", "=", snapshot_id),
          ]),
        ),
      ),
    )
    .select([
      "snapshots.connection",
      "snapshots.instance_id",
      "snapshots.snapshot_id",
      "snapshots.name",
      "snapshots.status",
      "snapshots.phase",
      "snapshots.image_id",
      "snapshots.image_url",
      "snapshots.labels",
      "snapshots.reason_code",
      "snapshots.reason_message",
      "snapshots.happened_at",
      "instances.name as instance_name",
    ])
    .execute();
  return rows.sort(newestFirst).map((row) => ({
    connection: row.connection,
    instanceId: row.instance_id,
    instanceName: row.instance_name,
    snapshotId: row.snapshot_id,
    snapshotName: row.name,
    status: row.status,
    phase: row.phase,
    imageUrl: row.image_url,
    at: isoSecond(row.happened_at),
    matched: matchedField(row, q),
  }));
}
