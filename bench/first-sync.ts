/**
 * `npm run bench:first-sync`: the built server's first sync of an account, on an empty libSQL file, beside what the
 * rate allows. The emulator is a process of its own and answers each call 40 ms late. The bound is the calls that
 * were made, less the burst that may go at once, at the rate; the time ends when the index says that it has all.
 * Options: `--instances N --rate N --latency MS --seconds N` (the limit, default 900).
 */
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { createDswClient, fixedCredential } from "../server/dsw";
import { percentile } from "../server/triage/percentile";
import { machine, region, startBuiltServer, startEmulatorProcess } from "./measured-server";

const { values } = parseArgs({
  options: {
    instances: { type: "string", default: "10000" },
    rate: { type: "string", default: "50" },
    latency: { type: "string", default: "40" },
    seconds: { type: "string", default: "900" },
  },
});
const [instances = 0, rate = 0, latencyMs = 0, seconds = 0] = [
  values.instances,
  values.rate,
  values.latency,
  values.seconds,
].map(Number);
if (!(instances > 0 && rate > 0 && latencyMs >= 0 && seconds > 0))
  throw new Error("numbers are expected");
const say = (line: string) => process.stdout.write(`${line}\n`);
/** Between two looks at the emulator's counter. */
const everyMs = 500;
const mib = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

const callCounts = z.record(z.string(), z.number());
const coverageResponse = z.object({ coverage: z.object({ complete: z.boolean() }) });

const emulator = await startEmulatorProcess(instances, [], latencyMs);
await makeHistories();
const callsBefore = await callsSoFar();
const server = await startBuiltServer(emulator.url, rate, { LOG_LEVEL: "fatal" });
try {
  const began = performance.now();
  const resident: number[] = [];
  let isDone = false;
  for (let calls = 0; !isDone && performance.now() - began < seconds * 1000; ) {
    await wait(everyMs);
    resident.push(await server.residentBytes());
    const before = calls;
    calls = await callsSoFar();
    // The index is only asked when the calls seem to be over: what it answers from would be work of its own.
    if (calls - before < (rate * everyMs) / 10_000) isDone = await isComplete();
  }
  const tookS = (performance.now() - began) / 1000;
  const calls = (await callsSoFar()) - callsBefore;
  const boundS = Math.max(0, calls - rate) / rate;
  const { heapUsed } = await server.probe();
  say(machine());
  say(
    `${isDone ? "the first sync" : `NOT synced within ${seconds} s`}: ${instances} instances, ${calls} calls at ${rate}/s, ${latencyMs} ms late`,
  );
  say(
    `  took ${tookS.toFixed(1)} s, bound ${boundS.toFixed(1)} s, ratio ${(tookS / boundS).toFixed(2)}`,
  );
  say(
    `  resident memory: p50 ${mib(percentile(resident, 50) ?? 0)}, most ${mib(Math.max(...resident))}; heap at the end ${mib(heapUsed)}`,
  );
  if (!isDone || server.hasEnded()) process.exitCode = 1;
} finally {
  await server.stop();
  await emulator.stop();
}

/** The emulator makes its histories at the first list, which takes longer than the server waits for an answer. */
async function makeHistories() {
  const client = createDswClient({
    endpoint: emulator.url,
    credentials: fixedCredential("emulator", {
      accessKeyId: "emulator",
      accessKeySecret: "emulator-secret",
    }),
    attemptMs: 300_000,
    deadlineMs: 300_000,
  });
  await client.listInstances({ page: 1, size: 10, sort: "GmtCreateTime", order: "desc" });
  await client.close();
}

async function callsSoFar(): Promise<number> {
  const byAction = callCounts.parse(await read(`${emulator.url}/_emulator/calls`));
  return Object.values(byAction).reduce((sum, calls) => sum + calls, 0);
}

/** Whether every history is in the index. */
async function isComplete(): Promise<boolean> {
  const answer = coverageResponse.safeParse(
    await read(`${server.url}/api/${region}/failures?period=24h`),
  );
  return answer.success && answer.data.coverage.complete;
}

/** Asks again where the connection was closed for its rest at just this moment. */
async function read(url: string): Promise<unknown> {
  const response = await fetch(url).catch(() => fetch(url));
  return await response.json();
}
