/**
 * `npm run bench:start`: how long the built server takes from its start to its first answers, of an API without the
 * index and of the failures, with an index of 3,000,000 snapshots and with an empty one, on each engine; beside what
 * Node.js takes to do nothing. The service does not answer meanwhile.
 * Options: `--instances N --snapshots N --rounds N --engine libsql|postgresql`, and `--keep` as `npm run bench:index`
 * has it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildStale } from "../scripts/build.mjs";
import { openSchema } from "../server/store/engines.testing";
import { percentiles } from "../server/triage/percentile";
import { filledFile, filledSchema, now } from "./filled-index";
import { endWithBench, machine, region } from "./measured-server";

const { values } = parseArgs({
  options: {
    instances: { type: "string", default: "30000" },
    snapshots: { type: "string", default: "3000000" },
    rounds: { type: "string", default: "10" },
    engine: { type: "string" },
    keep: { type: "boolean", default: false },
  },
});
const filling = { instances: Number(values.instances), snapshots: Number(values.snapshots) };
const rounds = Number(values.rounds);
const root = fileURLToPath(new URL("..", import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Milliseconds since the start of the process. */
interface Start {
  listening: number;
  connections: number;
  failures: number;
  /** Processor time of the process up to then. */
  processor: number;
}

const pollMs = 2;
const weekBefore = new Date(now - 7 * 86_400_000).toISOString();

/** Processor time of a process so far, as the system counts it in hundredths of a second; 0 where that is not told. */
function processorMs({ pid }: ChildProcess): number {
  if (process.platform !== "linux") return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, "latin1")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Starts the built server and asks it until it answers. */
async function startOnce(serviceUrl: string, env: Record<string, string>): Promise<Start> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, "dist/server/main.js")], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      LOG_LEVEL: "fatal",
      PORT: "0",
      ALIBABA_CLOUD_ACCESS_KEY_ID: "emulator",
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: "emulator-secret",
      DSW_REGIONS: region,
      DSW_ENDPOINT: serviceUrl,
      AIWORKSPACE_ENDPOINT: serviceUrl,
      ...env,
    },
  });
  endWithBench(child);
  try {
    const lines = createInterface({ input: child.stdout });
    const [line] = await Promise.race([once(lines, "line"), once(lines, "close")]);
    const url = /http:\/\/[^\s/]+/.exec(String(line))?.[0];
    if (url === undefined) throw new Error(`the server did not start: ${line}`);
    const listening = performance.now() - began;
    await answered(`${url}/api/connections`);
    const connections = performance.now() - began;
    await answered(
      `${url}/api/${region}/failures?from=${weekBefore}&to=${new Date(now).toISOString()}`,
    );
    const failures = performance.now() - began;
    return { listening, connections, failures, processor: processorMs(child) };
  } finally {
    await end(child);
  }
}

async function answered(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url);
    await response.arrayBuffer();
    if (response.ok) return;
    await wait(pollMs);
  }
}

async function end(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

/** What Node.js itself takes to start and end. */
async function bareOnce(): Promise<number> {
  const began = performance.now();
  await once(spawn(process.execPath, ["-e", "0"], { stdio: "ignore" }), "exit");
  return performance.now() - began;
}

const inWords = (all: readonly number[]) => {
  const [p50, p95] = percentiles(all, [50, 95]);
  return `p50 ${p50?.toFixed(0).padStart(5)} ms, p95 ${p95?.toFixed(0).padStart(5)} ms, least ${Math.min(
    ...all,
  )
    .toFixed(0)
    .padStart(4)} ms`;
};

async function measure(name: string, env: Record<string, string>): Promise<void> {
  const starts: Start[] = [];
  for (let round = 0; round < rounds; round++) starts.push(await startOnce(serviceUrl, env));
  say(name);
  say(`  listening          ${inWords(starts.map(({ listening }) => listening))}`);
  say(`  /api/connections   ${inWords(starts.map(({ connections }) => connections))}`);
  say(`  failures, 7 days   ${inWords(starts.map(({ failures }) => failures))}`);
  say(`  processor          ${inWords(starts.map(({ processor }) => processor))}`);
}

/** Takes connections and says nothing. */
const service = createServer(() => {}).listen(0, "127.0.0.1");
await once(service, "listening");
const address = service.address();
const serviceUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;

await buildStale();
say(machine());
const bare: number[] = [];
for (let round = 0; round < rounds; round++) bare.push(await bareOnce());
say(`node -e 0            ${inWords(bare)}`);
const empty = mkdtempSync(join(tmpdir(), "snapdeck-start-"));
const engines = { libsql: filledFile, postgresql: filledSchema };
for (const [name, filled] of Object.entries(engines)) {
  if (values.engine !== undefined && values.engine !== name) continue;
  if (name === "libsql") {
    await measure("libSQL, empty", { SNAPDECK_DATA: empty });
  } else {
    const schema = await openSchema();
    await measure("PostgreSQL, empty", { DATABASE_URL: schema.databaseUrl });
    await schema.drop();
  }
  const { engine, folder, databaseUrl, drop } = await filled(filling);
  await measure(
    `${engine}, ${filling.snapshots} snapshots`,
    databaseUrl === null ? { SNAPDECK_DATA: folder } : { DATABASE_URL: databaseUrl },
  );
  if (!values.keep) await drop();
}
rmSync(empty, { recursive: true, force: true });
service.close();
