/**
 * `npm run bench:index`: fills the index with 10,000 instances and 300,000 snapshots on each engine
 * and prints the p50 and p95 of the failures page's answers and of searches, and the resident memory.
 * Options: `--instances N --snapshots N --rounds N --engine libsql|postgresql`, and `--keep`, which leaves the filled
 * index where another run with it finds it; a run without it drops it. `--only TEXT` measures what has it in its name,
 * `--record` puts the figures into docs/performance-growth.json (`npm run docs:growth` draws them).
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type MeasuredFigures, measuredFigures } from "../scripts/growth-chart-drawing";
import {
  atRiskQuery,
  failureGroupQuery,
  failureListQuery,
  failureSnapshotsQuery,
} from "../server/contract";
import { atRiskList } from "../server/store/at-risk";
import { failureGroup } from "../server/store/failure-group";
import { failureRows } from "../server/store/failure-rows";
import type { FailureSource } from "../server/store/failure-source";
import { failureList } from "../server/store/failures";
import { fireNow } from "../server/store/fire";
import { openIndex } from "../server/store/open";
import { searchInstances } from "../server/store/search-instances";
import { searchSnapshots } from "../server/store/search-snapshots";
import { idleSync } from "../server/store/sync-runs";
import { snapshotTimeline } from "../server/store/timeline";
import { totalsOf } from "../server/store/totals";
import { wholeView } from "../server/store/view";
import { builtInCauses } from "../server/triage/causes-catalogue";
import { percentiles } from "../server/triage/percentile";
import { connection, filledFile, filledSchema, now } from "./filled-index";
import { machine } from "./measured-server";

const { values } = parseArgs({
  options: {
    instances: { type: "string", default: "10000" },
    snapshots: { type: "string", default: "300000" },
    rounds: { type: "string", default: "40" },
    engine: { type: "string" },
    keep: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    record: { type: "boolean", default: false },
    /** Only measures the index in this folder, or at BENCH_DATABASE_URL: the child's part. */
    serve: { type: "string" },
  },
});
const filling = { instances: Number(values.instances), snapshots: Number(values.snapshots) };
const rounds = Number(values.rounds);
const say = (line: string) => process.stdout.write(`${line}\n`);

const measured: MeasuredFigures[number]["answers"] = {};
const rounded = (ms: number | null) => Math.round((ms ?? 0) * 10) / 10;

/** Writes what was measured beside what was before, with other numbers of snapshots. */
function record(engine: MeasuredFigures[number]["engine"]) {
  const file = fileURLToPath(new URL("../docs/performance-growth.json", import.meta.url));
  const before = existsSync(file)
    ? measuredFigures.parse(JSON.parse(readFileSync(file, "utf8")))
    : [];
  const others = before.filter(
    (one) => one.engine !== engine || one.snapshots !== filling.snapshots,
  );
  const all = [...others, { engine, ...filling, machine: machine(), answers: measured }].sort(
    (a, b) => a.engine.localeCompare(b.engine) || a.snapshots - b.snapshots,
  );
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
}

async function measure(name: string, work: () => Promise<unknown>) {
  if (!name.includes(values.only)) return;
  const began = performance.now();
  await work();
  const first = performance.now() - began;
  const times: number[] = [];
  const processor: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const used = process.cpuUsage();
    await work();
    times.push(performance.now() - began);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1_000);
  }
  const [p50 = 0, p95 = 0] = percentiles(times, [50, 95]);
  const [busy = 0] = percentiles(processor, [50]);
  measured[name] = { p50: rounded(p50), p95: rounded(p95) };
  const ms = (value: number | null) => `${value?.toFixed(1).padStart(7)} ms`;
  say(
    `  ${name.padEnd(34)} p50 ${ms(p50)}   p95 ${ms(p95)}   first ${ms(first)}   processor p50 ${ms(busy)}`,
  );
}

/** Asks what the page asks, in a process that does nothing else, as a server would. */
async function serve(databaseUrl: string | undefined, folder: string) {
  const index = await openIndex({ folder, ...(databaseUrl ? { databaseUrl } : {}) });
  const source: FailureSource = {
    index: wholeView(index),
    connections: [connection],
    states: [{ ...idleSync(connection), workspace: "" }],
    catalogue: builtInCauses,
    now,
  };
  const list = (input: Record<string, string>) => () =>
    failureList(source, failureListQuery.parse(input));
  await measure("groups, 24 hours", list({ period: "24h" }));
  await measure("groups, 7 days", list({}));
  await measure("groups, 30 days", list({ period: "30d" }));
  await measure("by instance, 7 days", list({ by: "instance" }));
  await measure("by instance, 30 days", list({ by: "instance", period: "30d" }));
  await measure("by registry, 7 days", list({ by: "registry" }));
  await measure("by registry, 30 days", list({ by: "registry", period: "30d" }));
  await measure("groups, 7 days, text", list({ q: "quota" }));
  await measure("groups, 30 days, text", list({ q: "quota", period: "30d" }));
  await measure("groups, 7 days, 2 characters", list({ q: "镜像" }));
  await measure("groups, 7 days, text in no row", list({ q: "no such thing" }));
  const groups = await failureList(source, failureListQuery.parse({}));
  const group = groups.groups[0]?.key ?? "";
  for (const period of ["7d", "30d"]) {
    await measure(`a group's pushes, ${period}`, () =>
      failureRows(source, failureSnapshotsQuery.parse({ group, period })),
    );
    await measure(`a group's patterns, ${period}`, () =>
      failureGroup(source, failureGroupQuery.parse({ group, period })),
    );
    await measure(
      `hours and days of a filter, ${period}`,
      list({ owner: "u-7", zone: "Asia/Shanghai", period }),
    );
  }
  await measure("every push, 30 days", () =>
    failureRows(source, failureSnapshotsQuery.parse({ period: "30d" })),
  );
  await measure("what is on fire", () => fireNow(source));
  await measure("at risk", () => atRiskList(source, atRiskQuery.parse({})));
  const searched = {
    "many found": "team-3",
    "nothing found": "no such thing",
    "of an old outage": "harbor-legacy",
    Chinese: "磁盘空间",
    "in the middle of words": "arbor-leg",
    "2 characters, many": "失败",
    "2 characters, of an old outage": "过期",
    "2 characters, nothing": "回滚",
    "2 letters, nothing": "zq",
    "1 character, of an old outage": "证",
  };
  for (const [what, q] of Object.entries(searched)) {
    await measure(`search, ${what}`, () =>
      Promise.all([
        searchSnapshots(wholeView(index), [connection], q),
        searchInstances(wholeView(index), [connection], q),
      ]),
    );
  }
  await measure("an instance's strip", () =>
    snapshotTimeline(wholeView(index), { connection, instanceId: "dsw-7" }),
  );
  await measure("the metrics' totals", () =>
    totalsOf(index, [connection], builtInCauses, now - 86_400_000),
  );
  say(
    `  resident memory ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB; 7 days hold ${groups.pushes} failed pushes in ${groups.total} groups`,
  );
  await index.close();
  if (values.record) record(databaseUrl === undefined ? "libSQL" : "PostgreSQL");
}

if (values.serve !== undefined) {
  await serve(process.env.BENCH_DATABASE_URL, values.serve);
} else {
  say(machine());
  const engines = { libsql: filledFile, postgresql: filledSchema };
  for (const [name, filled] of Object.entries(engines)) {
    if (values.engine !== undefined && values.engine !== name) continue;
    const { engine, folder, databaseUrl, filledMs, drop } = await filled(filling);
    const how =
      filledMs === null ? "kept from before" : `filled in ${(filledMs / 1000).toFixed(0)} s`;
    say(`${engine}: ${filling.instances} instances, ${filling.snapshots} snapshots, ${how}`);
    spawnSync(
      process.execPath,
      [...process.execArgv, ...process.argv.slice(1), "--serve", folder],
      {
        stdio: "inherit",
        env: { ...process.env, ...(databaseUrl ? { BENCH_DATABASE_URL: databaseUrl } : {}) },
      },
    );
    if (!values.keep) await drop();
  }
}
