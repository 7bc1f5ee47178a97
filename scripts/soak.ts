/**
 * `npm run soak`: the built server under load, with faults upstream and clients that leave, for ten
 * minutes on loopback. Fails when memory grows by more than a tenth, or when sockets or timers are left
 * over. Memory is the median of a reading a second: it goes up and down with every collection of garbage,
 * and one reading says little. `npm run soak -- --seconds 60` is a short form; under five minutes memory is
 * printed, not judged, since the caches are still filling.
 */
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { noAnswers, runClients, statusCounts } from "../bench/clients";
import { type Held, type MeasuredServer, startBuiltServer } from "../bench/measured-server";
import { startEmulator } from "../server/emulator";
import { percentile } from "../server/triage/percentile";
import { faultSets } from "./soak/faults";

type Resources = Omit<Held, "delays">;

/** Every seventh request is left in the middle. */
const behaviour = { clients: 10, pauseMs: 0, leaving: 7 };
/** The part of the time in which caches fill, and each thread's heap grows to the size it works at. */
const warmUp = 0.6;
/** Upstream calls a second. */
const rate = 200;
const say = (line: string) => process.stdout.write(`${line}\n`);

const { values } = parseArgs({ options: { seconds: { type: "string", default: "600" } } });
const seconds = Number(values.seconds);
if (!(seconds >= 10)) throw new Error("--seconds: a number from 10 is expected");

const answers = noAnswers();
const emulator = await startEmulator();
const server = await startBuiltServer(emulator.url, rate);
let passed = false;
try {
  passed = await soak(server);
} finally {
  await server.stop();
  await emulator.close();
}
process.exit(passed ? 0 : 1);

async function soak({ probe, residentBytes, hasEnded }: MeasuredServer): Promise<boolean> {
  say("| after | RSS MiB | heap MiB | sockets | timers | answers by status |");
  say("| --- | --- | --- | --- | --- | --- |");
  const begun = Date.now();
  await load(seconds * warmUp, residentBytes);
  const before = await rest(probe);
  row(begun, before.rss, before);
  const medians: number[] = [];
  for (let part = 0; part < 4; part++) {
    const median = await load((seconds * (1 - warmUp)) / 4, residentBytes);
    medians.push(median);
    row(begun, median, await probe());
  }
  const after = await rest(probe);
  row(begun, after.rss, after);

  const [first = 0] = medians;
  const growth = (medians.at(-1) ?? 0) / first - 1;
  const complaints = [
    ...(seconds >= 300 && growth > 0.1 ? ["memory grew by more than a tenth"] : []),
    ...(seconds >= 300 && after.heapUsed > before.heapUsed * 1.1 ? ["the heap grew"] : []),
    ...(after.sockets > before.sockets ? ["sockets are left over"] : []),
    ...(after.timers > before.timers ? ["timers are left over"] : []),
    ...(hasEnded() ? ["the server ended"] : []),
    ...[...answers.unexpected.keys()].filter((what) => what.startsWith("404")),
  ];
  const percent = `${growth < 0 ? "" : "+"}${(growth * 100).toFixed(1)} %`;
  say(`RSS under load: ${percent} from the first part after the warm-up to the last.`);
  say(complaints.length === 0 ? "Nothing is left over." : `FAILED: ${complaints.join("; ")}.`);
  return complaints.length === 0;
}

function row(begun: number, rss: number, { heapUsed, sockets, timers }: Resources) {
  const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
  const after = Math.round((Date.now() - begun) / 1000);
  say(
    `| ${after} s | ${mib(rss)} | ${mib(heapUsed)} | ${sockets} | ${timers} | ${statusCounts(answers)} |`,
  );
}

/** Clients read while the faults change. @returns the median of the memory in bytes meanwhile */
async function load(forSeconds: number, residentBytes: () => Promise<number>): Promise<number> {
  const signal = AbortSignal.timeout(forSeconds * 1000);
  const readings: number[] = [];
  const everyMs = async (ms: number, work: (turn: number) => void | Promise<void>) => {
    for (let turn = 0; !signal.aborted; turn++) {
      await work(turn);
      await wait(ms, undefined, { signal }).catch(() => {});
    }
  };
  await Promise.all([
    everyMs(1_500, (turn) => emulator.faults.set(faultSets[turn % faultSets.length] ?? [])),
    everyMs(1_000, async () => void readings.push(await residentBytes())),
    runClients(server.url, answers, behaviour, signal),
  ]);
  emulator.faults.set([]);
  return percentile(readings, 50) ?? 0;
}

/** What is held without load: the least of some readings, for the sync goes on between them. */
async function rest(probe: () => Promise<Held>): Promise<Resources> {
  const readings: Resources[] = [];
  for (let turn = 0; turn < 8; turn++) {
    await wait(1_000);
    readings.push(await probe());
  }
  const least = (of: (held: Resources) => number) => Math.min(...readings.map(of));
  return {
    rss: least(({ rss }) => rss),
    heapUsed: least(({ heapUsed }) => heapUsed),
    sockets: least(({ sockets }) => sockets),
    timers: least(({ timers }) => timers),
  };
}
