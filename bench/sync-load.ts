/**
 * `npm run load:sync`: the built server while it syncs an account of 10,000 instances as fast as it can, and 20
 * clients read. Prints how late the event loop of its process was, and what became of the requests. Emulator,
 * server and clients are processes of their own, on loopback. It ends with the first full run.
 * Options: `--instances N --clients N --seconds N` (the limit, default 600).
 */
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { percentiles } from "../server/triage/percentile";
import { noAnswers, runClients, statusCounts } from "./clients";
import {
  delayInWords,
  machine,
  region,
  startBuiltServer,
  startEmulatorProcess,
} from "./measured-server";

const { values } = parseArgs({
  options: {
    instances: { type: "string", default: "10000" },
    clients: { type: "string", default: "20" },
    seconds: { type: "string", default: "600" },
  },
});
const [instances, clients, seconds] = [values.instances, values.clients, values.seconds].map(
  Number,
);
if (!(instances && clients !== undefined && seconds)) throw new Error("numbers are expected");
const say = (line: string) => process.stdout.write(`${line}\n`);
/** Between an answer and a client's next request: quicker than anybody clicks. */
const pauseMs = 500;
/** Upstream calls a second, the most that can be set: the machine sets the pace. */
const rate = 1_000;

const sync = z.object({ phase: z.string(), done: z.number(), total: z.number() });
const coverageResponse = z.object({
  coverage: z.object({ complete: z.boolean(), syncs: z.tuple([sync]) }),
});

const emulator = await startEmulatorProcess(instances);
const server = await startBuiltServer(emulator.url, rate);
const answers = noAnswers();
try {
  const stopping = AbortSignal.timeout(seconds * 1000);
  const done = new AbortController();
  const signal = AbortSignal.any([stopping, done.signal]);
  const reading = runClients(server.url, answers, { clients, pauseMs, leaving: 0 }, signal);
  const began = performance.now();
  const isDone = await untilSynced(stopping);
  const tookS = (performance.now() - began) / 1000;
  const { delays, rss } = await server.probe();
  done.abort();
  await reading;

  say(machine());
  say(
    isDone
      ? `${instances} instances synced in ${tookS.toFixed(0)} s`
      : `not synced within ${seconds} s`,
  );
  say(`event-loop delay: ${delayInWords(delays.byClock)}`);
  say(`  by processor time: ${delayInWords(delays.byProcessor)}`);
  const [p50 = 0, p95 = 0] = percentiles(answers.tookMs, [50, 95]);
  say(
    `${clients} clients, ${answers.tookMs.length} requests (${statusCounts(answers)}), p50 ${p50?.toFixed(0)} ms, p95 ${p95?.toFixed(0)} ms`,
  );
  say(`resident memory ${(rss / 2 ** 20).toFixed(0)} MiB`);
  const hasUnknown = [...answers.unexpected.keys()].some((what) => what.startsWith("404"));
  if (!isDone || server.hasEnded() || hasUnknown) process.exitCode = 1;
} finally {
  await server.stop();
  await emulator.stop();
}

/** Resolves with true when the first full run is over, with false when there is no more time. */
async function untilSynced(signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const response = await fetch(`${server.url}/api/${region}/failures?period=24h`);
    const answer = coverageResponse.safeParse(await response.json());
    if (answer.success && answer.data.coverage.complete) return true;
    await wait(1_000);
  }
  return false;
}
