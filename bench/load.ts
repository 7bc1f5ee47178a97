/**
 * `npm run load`: the built server under 200 browsers' worth of requests for two minutes, while the service throttles,
 * fails, breaks off and hangs. Emulator, server and clients are processes of their own, on loopback. Prints how late
 * the event loop of the server was, its memory, and what became of the requests. Fails when an answer is worse than
 * the injected faults explain, when what is left after a collection of garbage grows by more than a tenth, and when the
 * server ends. Resident memory is printed and not judged: in so short a time it follows the collections of four heaps,
 * on a busy machine by a third. `npm run soak` judges it.
 * Options: `--clients N --minutes N`.
 */
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { percentile, percentiles } from "../server/triage/percentile";
import { noAnswers, runClients, statusCounts } from "./clients";
import {
  delayInWords,
  type MeasuredServer,
  machine,
  startBuiltServer,
  startEmulatorProcess,
} from "./measured-server";

const { values } = parseArgs({
  options: {
    clients: { type: "string", default: "200" },
    minutes: { type: "string", default: "2" },
  },
});
const clients = Number(values.clients);
const minutes = Number(values.minutes);
if (!(Number.isInteger(clients) && clients > 0 && minutes > 0 && minutes <= 60))
  throw new Error("--clients: a whole number is expected; --minutes: at most 60");

const faults = ["throttle=0.05", "error=0.05", "reset=0.02", "badjson=0.02", "hang=0.002"];
const instances = 240;
/** Upstream calls a second. */
const rate = 200;
/** Between an answer and a client's next request: as often as a page that is open and clicked on. */
const pauseMs = 2_000;
/** The time in which caches fill and the first sync ends; it is not judged. */
const warmUpSeconds = 120;
/** Parts of the time, of whose memory the median is told. */
const parts = 4;
const growthAtMost = 0.1;
const say = (line: string) => process.stdout.write(`${line}\n`);

const emulator = await startEmulatorProcess(instances, faults);
// Each injected failure would be a line.
const server = await startBuiltServer(emulator.url, rate, { LOG_LEVEL: "fatal" });
try {
  const complaints = await load(server);
  say(complaints.length === 0 ? "All is well." : `FAILED: ${complaints.join("; ")}.`);
  if (complaints.length > 0) process.exitCode = 1;
} finally {
  await server.stop();
  await emulator.stop();
}

/** @returns what was not as it should be */
async function load({ url, probe, residentBytes, hasEnded }: MeasuredServer): Promise<string[]> {
  const behaviour = { clients, pauseMs, leaving: 0 };
  await runClients(url, noAnswers(), behaviour, AbortSignal.timeout(warmUpSeconds * 1_000));
  const before = await probe();

  const answers = noAnswers();
  const medians: number[] = [];
  const seconds = minutes * 60;
  const done = AbortSignal.timeout(seconds * 1_000);
  const reading = runClients(url, answers, behaviour, done);
  for (let part = 0; part < parts; part++) {
    const readings: number[] = [];
    const end = performance.now() + (seconds / parts) * 1_000;
    while (performance.now() < end) {
      readings.push(await residentBytes());
      await wait(1_000);
    }
    medians.push(percentile(readings, 50) ?? 0);
  }
  await reading;
  const { delays, heapUsed } = await probe();

  say(machine());
  const [p50 = 0, p95 = 0] = percentiles(answers.tookMs, [50, 95]);
  say(
    `${clients} clients for ${minutes} min after ${warmUpSeconds} s: ${answers.tookMs.length} requests (${statusCounts(answers)}), p50 ${p50?.toFixed(0)} ms, p95 ${p95?.toFixed(0)} ms`,
  );
  say(`faults of the service: ${faults.join(", ")}`);
  say(`event-loop delay: ${delayInWords(delays.byClock)}`);
  say(`  by processor time: ${delayInWords(delays.byProcessor)}`);
  const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
  say(`resident memory, medians of ${parts} parts: ${medians.map(mib).join(", ")} MiB`);
  const heap = heapUsed / before.heapUsed - 1;
  say(`heap after a collection: ${mib(before.heapUsed)} MiB before, ${mib(heapUsed)} MiB after`);
  return [
    ...(hasEnded() ? ["the server ended"] : []),
    ...(heap > growthAtMost ? ["the heap grew by more than a tenth"] : []),
    ...[...answers.unexpected].map(([what, count]) => `${count} x ${what}`),
  ];
}
