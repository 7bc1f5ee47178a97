/**
 * `npm run bench:index`: fills the index with 10,000 instances and 300,000 snapshots on each engine
 * and prints the p50 and p95 of the failures page's answers and the resident memory.
 * Options: `--instances N --snapshots N --rounds N`.
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import {
  atRiskQuery,
  failureGroupQuery,
  failureListQuery,
  failureSnapshotsQuery,
  type UpstreamSnapshot,
} from "../server/contract";
import { plainInstance } from "../server/contract/rows.testing";
import { atRiskList } from "../server/store/at-risk";
import { testEngines } from "../server/store/engines.testing";
import { failureGroup } from "../server/store/failure-group";
import { failureRows } from "../server/store/failure-rows";
import type { FailureSource } from "../server/store/failure-source";
import { failureList } from "../server/store/failures";
import { fireNow } from "../server/store/fire";
import { openIndex, type SnapshotIndex } from "../server/store/open";
import { instanceRow, type SnapshotReading, snapshotRow } from "../server/store/rows";
import { searchSnapshots } from "../server/store/search-snapshots";
import { snapshotTimeline } from "../server/store/timeline";
import { totalsOf } from "../server/store/totals";
import { wholeView } from "../server/store/view";
import { builtInCauses } from "../server/triage/causes-catalogue";
import { percentiles } from "../server/triage/percentile";

const { values } = parseArgs({
  options: {
    instances: { type: "string", default: "10000" },
    snapshots: { type: "string", default: "300000" },
    rounds: { type: "string", default: "40" },
    /** Only measures the index in this folder, or at BENCH_DATABASE_URL: the child's part. */
    serve: { type: "string" },
  },
});
const instances = Number(values.instances);
const perInstance = Math.round(Number(values.snapshots) / instances);
const rounds = Number(values.rounds);
const now = Date.parse("2026-03-01T08:00:00Z");
const say = (line: string) => process.stdout.write(`${line}\n`);

const reasons = [
  "unauthorized: authentication required",
  "no space left on device: /var/lib/containerd/%",
  "dial tcp 100.64.%.1:443: i/o timeout",
  "denied: requested access to the resource is denied",
  "quota exceeded: namespace holds % of 300 repositories",
  "镜像提交失败：磁盘空间不足，剩余 % MB",
];

/** A snapshot of an account like a real one: 180 days, one in eight failed, in the usual ways. */
function record(instance: number, number: number): UpstreamSnapshot {
  const mixed = (instance * 7919 + number * 104_729) % 1_000_003;
  const created = now - (mixed % (180 * 24)) * 3_600_000 - (mixed % 3600) * 1000;
  const failed = mixed % 8 === 0;
  const text = reasons[mixed % reasons.length] ?? "";
  return {
    instanceId: `dsw-${instance}`,
    snapshotId: `snp-${instance}-${number}`,
    snapshotName: `env-v${number}`,
    status: failed ? "Failed" : "Saved",
    imageId: `image-${mixed}`,
    imageUrl: `registry-${mixed % 4}.cn-shanghai.aliyuncs.com/team/notebook:v${number}`,
    reasonCode: failed ? `ImagePushFailed${mixed % 3}` : null,
    reasonMessage: failed ? text.replace("%", String(mixed)) : null,
    gmtCreateTime: new Date(created).toISOString(),
    gmtModifiedTime: new Date(created + (mixed % 5000) * 1000).toISOString(),
    labels: [{ key: "team", value: `team-${mixed % 9}` }],
    excludePaths: [],
  };
}

/** What the sync keeps beside an instance of its newest outcomes. */
function newestOf(instance: number) {
  const ended = Array.from({ length: perInstance }, (_, n) => record(instance, n));
  const latest = (status: string) =>
    Math.max(
      0,
      ...ended
        .filter((one) => one.status === status)
        .map((one) => Date.parse(one.gmtModifiedTime ?? "")),
    ) || null;
  return { good_at: latest("Saved"), bad_at: latest("Failed") };
}

const readingOf = (instance: number, owner: SnapshotReading["owner"]): SnapshotReading => ({
  connection: "c",
  instanceId: `dsw-${instance}`,
  owner,
  readAt: now,
});

async function fill({ db }: SnapshotIndex) {
  const rowsOf = (from: number, to: number) => {
    const owners = [];
    const rows = [];
    for (let i = from; i < to; i++) {
      const owner = { workspace_id: `ws-${i % 12}`, user_id: `u-${i % 90}` };
      owners.push({
        ...instanceRow("c", plainInstance(`dsw-${i}`, `notebook-${i}`), now),
        ...owner,
        workspace_name: `workspace ${i % 12}`,
        user_name: `user ${i % 90}`,
        history_read_at: now,
        ...newestOf(i),
      });
      for (let n = 0; n < perInstance; n++)
        rows.push(snapshotRow(record(i, n), readingOf(i, owner)));
    }
    return { owners, rows };
  };
  for (let i = 0; i < instances; i += 30) {
    const { owners, rows } = rowsOf(i, Math.min(instances, i + 30));
    await db.transaction().execute(async (trx) => {
      await trx.insertInto("instances").values(owners).execute();
      for (let at = 0; at < rows.length; at += 400) {
        await trx
          .insertInto("snapshots")
          .values(rows.slice(at, at + 400))
          .execute();
      }
    });
  }
}

async function measure(name: string, work: () => Promise<unknown>) {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  const [p50 = 0, p95 = 0] = percentiles(times, [50, 95]);
  say(
    `  ${name.padEnd(34)} p50 ${p50?.toFixed(1).padStart(7)} ms   p95 ${p95?.toFixed(1).padStart(7)} ms`,
  );
}

/** Asks what the page asks, in a process that does nothing else, as a server would. */
async function serve(databaseUrl: string | undefined, folder: string) {
  const index = await openIndex({ folder, ...(databaseUrl ? { databaseUrl } : {}) });
  const source: FailureSource = {
    index: wholeView(index),
    connections: ["c"],
    states: [],
    catalogue: builtInCauses,
    now,
  };
  const list = (input: Record<string, string>) => () =>
    failureList(source, failureListQuery.parse(input));
  await measure("groups, 24 hours", list({ period: "24h" }));
  await measure("groups, 7 days", list({}));
  await measure("groups, 30 days", list({ period: "30d" }));
  await measure("by instance, 7 days", list({ by: "instance" }));
  await measure("groups, 7 days, text", list({ q: "quota" }));
  const groups = await failureList(source, failureListQuery.parse({}));
  const group = groups.groups[0]?.key ?? "";
  await measure("a group's pushes, 7 days", () =>
    failureRows(source, failureSnapshotsQuery.parse({ group })),
  );
  await measure("a group's patterns, 7 days", () =>
    failureGroup(source, failureGroupQuery.parse({ group })),
  );
  await measure("hours and days of a filter", list({ owner: "u-7", zone: "Asia/Shanghai" }));
  await measure("what is on fire", () => fireNow(source));
  await measure("search, nothing found", () =>
    searchSnapshots(wholeView(index), ["c"], "no such thing"),
  );
  await measure("search, many found", () => searchSnapshots(wholeView(index), ["c"], "team-3"));
  await measure("an instance's strip", () =>
    snapshotTimeline(wholeView(index), { connection: "c", instanceId: "dsw-7" }),
  );
  await measure("at risk", () => atRiskList(source, atRiskQuery.parse({})));
  await measure("the metrics' totals", () =>
    totalsOf(index, ["c"], builtInCauses, now - 86_400_000),
  );
  say(
    `  resident memory ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB; 7 days hold ${groups.pushes} failed pushes in ${groups.total} groups`,
  );
  await index.close();
}

if (values.serve !== undefined) {
  await serve(process.env.BENCH_DATABASE_URL, values.serve);
} else {
  for (const engine of await testEngines()) {
    const test = await engine.open();
    const began = performance.now();
    await fill(test.index);
    await test.index.analyze();
    say(
      `${engine.name}: ${instances} instances, ${instances * perInstance} snapshots, filled in ${((performance.now() - began) / 1000).toFixed(1)} s`,
    );
    const { databaseUrl, folder } = test;
    spawnSync(
      process.execPath,
      [...process.execArgv, ...process.argv.slice(1), "--serve", folder],
      {
        stdio: "inherit",
        env: { ...process.env, ...(databaseUrl ? { BENCH_DATABASE_URL: databaseUrl } : {}) },
      },
    );
    await test.drop();
  }
}
