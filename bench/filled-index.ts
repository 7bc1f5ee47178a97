import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import pg from "pg";
import type { UpstreamSnapshot } from "../server/contract";
import { plainInstance } from "../server/contract/rows.testing";
import {
  type InstanceRow,
  instanceColumnList,
  type SnapshotRow,
  snapshotColumnList,
} from "../server/store/columns";
import { openIndex, type SnapshotIndex } from "../server/store/open";
import { instanceRow, type SnapshotReading, snapshotRow } from "../server/store/rows";
import { finishRun, startRun } from "../server/store/sync-runs";
import { region } from "./measured-server";

/** How much an index is filled with. */
export interface Filling {
  instances: number;
  snapshots: number;
}

/** Where a filled index is: a folder, or an address on PostgreSQL. */
export interface FilledIndex {
  engine: "libSQL" | "PostgreSQL";
  folder: string;
  databaseUrl: string | null;
  /** How long it took to fill; null for one that had been kept. */
  filledMs: number | null;
  drop(): Promise<void>;
}

/** The moment up to which the index is filled, and at which it is asked. */
export const now = Date.parse("2026-03-01T08:00:00Z");

/** The connection that all of it is of. */
export const connection = region;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const serverUrl = process.env.TEST_DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/test";

/** An index on the embedded engine; one that is there from before, filled with as much, is taken as it is. */
export async function filledFile(filling: Filling): Promise<FilledIndex> {
  const folder = join(tmpdir(), `snapdeck-bench-${nameOf(filling)}`);
  const drop = async () => rmSync(folder, { recursive: true, force: true });
  const isFull = async () => {
    const index = await openIndex({ folder });
    return isFilled(index).finally(() => index.close());
  };
  let filledMs: number | null = null;
  if (!(await isFull())) {
    await drop();
    mkdirSync(folder);
    writeFileSync(join(folder, "CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n");
    const index = await openIndex({ folder });
    const began = performance.now();
    await fill(index, filling, (rows) => insertIntoFile(index, rows), withoutIndexesOfFile(index));
    filledMs = performance.now() - began;
    await index.close();
  }
  return { engine: "libSQL", folder, databaseUrl: null, filledMs, drop };
}

/** The same in a schema of PostgreSQL. */
export async function filledSchema(filling: Filling): Promise<FilledIndex> {
  const schema = `snapdeck_bench_${nameOf(filling)}`;
  const url = new URL(serverUrl);
  url.searchParams.set("options", `-c search_path=${schema}`);
  const databaseUrl = url.href;
  const drop = async () => {
    await atServer(serverUrl, `drop schema if exists ${schema} cascade`);
  };
  await atServer(serverUrl, `create schema if not exists ${schema}`);
  let filledMs: number | null = null;
  const index = await openIndex({ folder: "", databaseUrl });
  if (!(await isFilled(index))) {
    const began = performance.now();
    await atServer(databaseUrl, "truncate instances, snapshots, sync_runs");
    await fill(
      index,
      filling,
      (rows) => insertIntoSchema(index, rows),
      withoutIndexesOfSchema(databaseUrl),
    );
    filledMs = performance.now() - began;
  }
  await index.close();
  return { engine: "PostgreSQL", folder: "", databaseUrl, filledMs, drop };
}

const nameOf = ({ instances, snapshots }: Filling) => `${instances}_${snapshots}`;

/** A run that has come to its end is written last. */
async function isFilled({ db }: SnapshotIndex): Promise<boolean> {
  const run = await db
    .selectFrom("sync_runs")
    .select("id")
    .where("kind", "=", "full")
    .where("finished_at", "is not", null)
    .limit(1)
    .executeTakeFirst();
  return run !== undefined;
}

/** Instances of one statement. */
const instancesAtOnce = 100;

/** Instances that are made one by one; the others are copies of them, which the database makes faster. */
const madeAtMost = 1_000;

async function fill(
  index: SnapshotIndex,
  { instances, snapshots }: Filling,
  insert: (rows: readonly SnapshotRow[]) => Promise<unknown>,
  indexes: { drop(): Promise<void>; create(): Promise<void> },
) {
  const perInstance = Math.round(snapshots / instances);
  const copies = Math.ceil(instances / madeAtMost);
  const made = Math.ceil(instances / copies);
  await indexes.drop();
  for (let from = 0; from < made; from += instancesAtOnce) {
    const owners: InstanceRow[] = [];
    const rows: SnapshotRow[] = [];
    for (let i = from; i < Math.min(made, from + instancesAtOnce); i++) {
      const owner = { workspace_id: `ws-${i % 12}`, user_id: `u-${i % 90}` };
      const own = Array.from({ length: perInstance }, (_, n) =>
        snapshotRow(record(i, i * perInstance + n, n), readingOf(i, owner)),
      );
      rows.push(...own);
      owners.push({
        ...instanceRow(connection, plainInstance(`dsw-${i}`, `notebook-${i}`), now),
        ...owner,
        workspace_name: `workspace ${i % 12}`,
        user_name: `user ${i % 90}`,
        history_read_at: now,
        good_at: newest(own, "succeeded"),
        bad_at: newest(own, "failed"),
      });
    }
    await index.db.insertInto("instances").values(owners).execute();
    await insert(rows);
  }
  for (let copy = 1; copy < copies; copy++) await addCopy(index, copy);
  await indexes.create();
  const run = await startRun(index, connection, "full", now);
  await finishRun(index, run, {
    finishedAt: now,
    instances,
    calls: instances,
    throttled: 0,
    failed: 0,
  });
}

/** Adds all that was made once more, under other ids and some minutes earlier. */
async function addCopy({ db }: SnapshotIndex, copy: number) {
  const named = (name: string) => sql`${sql.ref(name)} || ${sql.lit(`-${copy}`)}`;
  const earlier = (name: string) => sql`${sql.ref(name)} - ${sql.lit(copy * 37 * 60_000)}`;
  const isMade = sql`instance_id not like 'dsw-%-%'`;
  const changed = new Map([
    ["instance_id", named("instance_id")],
    ["snapshot_id", named("snapshot_id")],
    ["name", named("name")],
    ["search_text", sql`replace(search_text, snapshot_id, ${named("snapshot_id")})`],
    ...["created_at", "modified_at", "happened_at"].map((name) => [name, earlier(name)] as const),
  ]);
  const ofSnapshot = sql.join(names.map((name) => changed.get(name) ?? sql.ref(name)));
  await sql`insert into snapshots (${columns}) select ${ofSnapshot} from snapshots where ${isMade}`.execute(
    db,
  );
  const instanceNames = instanceColumnList.map(({ name }) => name);
  const ofInstance = sql.join(
    instanceNames.map((name) =>
      name === "good_at" || name === "bad_at"
        ? earlier(name)
        : (changed.get(name) ?? sql.ref(name)),
    ),
  );
  await sql`insert into instances (${sql.join(instanceNames.map((name) => sql.ref(name)))}) select ${ofInstance} from instances where ${isMade}`.execute(
    db,
  );
}

const newest = (rows: readonly SnapshotRow[], phase: "succeeded" | "failed") =>
  Math.max(0, ...rows.filter((row) => row.phase === phase).map((row) => row.happened_at)) || null;

const readingOf = (instance: number, owner: SnapshotReading["owner"]): SnapshotReading => ({
  connection,
  instanceId: `dsw-${instance}`,
  owner,
  readAt: now,
});

const reasons = [
  "unauthorized: authentication required",
  "no space left on device: /var/lib/containerd/%",
  "dial tcp 100.64.%.1:443: i/o timeout",
  "denied: requested access to the resource is denied",
  "quota exceeded: namespace holds % of 300 repositories",
  "镜像提交失败：磁盘空间不足，剩余 % MB",
];

/** Half of what failed during a week of long ago failed so: the newest snapshots do not contain it. */
const outage = "证书已过期: harbor-legacy.example.com (serial %)";
const outageDays = { from: 94, to: 101 };

/** One that fits all of an account like a real one: 180 days, one in eight failed, in the usual ways. */
function record(instance: number, seed: number, number: number): UpstreamSnapshot {
  const chance = (below: number, salt: number) =>
    Math.floor((mixed(seed * 8 + salt) / 2 ** 32) * below);
  const ago = chance(180 * dayMs, 0);
  const failed = chance(8, 1) === 0;
  const inOutage = ago > outageDays.from * dayMs && ago < outageDays.to * dayMs;
  const text = inOutage && chance(2, 2) === 0 ? outage : (reasons[chance(reasons.length, 3)] ?? "");
  const created = now - 5_000_000 - ago;
  return {
    instanceId: `dsw-${instance}`,
    snapshotId: `snp-${instance}-${number}`,
    snapshotName: `env-v${number}`,
    status: failed ? "Failed" : "Saved",
    imageId: `image-${mixed(seed).toString(36)}`,
    imageUrl: `registry-${chance(4, 4)}.cn-shanghai.aliyuncs.com/team/notebook:v${number}`,
    reasonCode: failed ? `ImagePushFailed${chance(3, 5)}` : null,
    reasonMessage: failed ? text.replace("%", String(chance(1_000_000, 6))) : null,
    gmtCreateTime: new Date(created).toISOString(),
    gmtModifiedTime: new Date(created + chance(5_000, 7) * 1_000).toISOString(),
    labels: [{ key: "team", value: `team-${instance % 9}` }],
    excludePaths: [],
  };
}

/** A number that looks like chance, and is the same at every run: all bits of what is given have a part in all of it. */
function mixed(given: number): number {
  let bits = Math.imul(given ^ (given >>> 16), 0x45d9f3b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x45d9f3b);
  return (bits ^ (bits >>> 16)) >>> 0;
}

const names = snapshotColumnList.map(({ name }) => name);
const columns = sql.join(names.map((name) => sql.ref(name)));

/** As one text, which costs less than a parameter for each value. */
function insertIntoFile({ db }: SnapshotIndex, rows: readonly SnapshotRow[]) {
  const values = JSON.stringify(rows.map((row) => names.map((name) => row[name])));
  const given = sql.join(names.map((_name, at) => sql`value ->> ${sql.lit(at)}`));
  return sql`insert into snapshots (${columns}) select ${given} from json_each(${values})`.execute(
    db,
  );
}

const insertIntoSchema = ({ db }: SnapshotIndex, rows: readonly SnapshotRow[]) =>
  sql`insert into snapshots select * from json_populate_recordset(null::snapshots, ${JSON.stringify(rows)}::json)`.execute(
    db,
  );

/** Indexes are made at the end, all rows at once. */
function withoutIndexesOfFile({ db }: SnapshotIndex) {
  let dropped: { name: string; sql: string }[] = [];
  return {
    async drop() {
      const { rows } = await sql<{
        name: string;
        sql: string;
      }>`select name, sql from sqlite_master where type = 'index' and tbl_name = 'snapshots' and sql is not null`.execute(
        db,
      );
      dropped = rows;
      for (const { name } of rows) await sql`drop index ${sql.ref(name)}`.execute(db);
    },
    async create() {
      for (const index of dropped) await sql`${sql.raw(index.sql)}`.execute(db);
      await sql`analyze`.execute(db);
    },
  };
}

function withoutIndexesOfSchema(databaseUrl: string) {
  let dropped: { name: string; sql: string }[] = [];
  return {
    async drop() {
      const { rows } = await atServer(
        databaseUrl,
        "select indexname as name, indexdef as sql from pg_indexes where schemaname = current_schema() and tablename = 'snapshots' and indexname <> 'snapshots_key'",
      );
      dropped = rows;
      for (const { name } of dropped) await atServer(databaseUrl, `drop index ${name}`);
    },
    async create() {
      const memory = "set maintenance_work_mem = '1GB'";
      for (const index of dropped) await atServer(databaseUrl, `${memory}; ${index.sql}`);
      await atServer(databaseUrl, "vacuum (analyze) instances, snapshots");
    },
  };
}

/** On a connection of its own, which is given as much time as it takes. */
async function atServer(databaseUrl: string, statement: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return client.query(statement).finally(() => client.end());
}
