/**
 * `npm run bench:history`: how long a whole history of 10,000 snapshots takes to read where every call takes 40 ms,
 * beside the bound: the calls that it took, so many at a time as the client reads, 40 ms each. The first page, which
 * tells how many there are, and the last call, which proves that the pages fit together, have no other beside them:
 * these two alone are worth 1.06 of the bound. The rate is set so high that it is none. The emulator is a process of its own on loopback;
 * what it needs for a page on top of the 40 ms is printed too, by single calls, and counts as ours.
 * Options: `--latency MS --rounds N`.
 */
import { parseArgs } from "node:util";
import { createDswClient, createSnapshotHistories, fixedCredential } from "../server/dsw";
import { pagesAtOnce } from "../server/dsw/read-all-pages";
import { tenThousandInstanceId } from "../server/emulator";
import { percentile } from "../server/triage/percentile";
import { machine, startEmulatorProcess } from "./measured-server";

const { values } = parseArgs({
  options: {
    latency: { type: "string", default: "40" },
    rounds: { type: "string", default: "9" },
  },
});
const latencyMs = Number(values.latency);
const rounds = Number(values.rounds);
if (!(latencyMs > 0 && rounds > 0)) throw new Error("numbers are expected");
const say = (line: string) => process.stdout.write(`${line}\n`);
const median = (figures: number[]) => percentile(figures, 50) ?? Number.NaN;

const emulator = await startEmulatorProcess(10, [], latencyMs);
const client = createDswClient({
  endpoint: emulator.url,
  credentials: fixedCredential("emulator", {
    accessKeyId: "emulator",
    accessKeySecret: "emulator-secret",
  }),
  rate: 1e6,
  burst: 1e6,
});
const callsSoFar = () => client.stats().calls.ListInstanceSnapshot ?? 0;

try {
  // Code is compiled, and the emulator makes the history, before anything is measured.
  await readWhole();
  await readWhole();
  const single: number[] = [];
  for (let page = 1; page <= 20; page += 1) {
    const began = performance.now();
    await client.listSnapshots(tenThousandInstanceId, { page, size: 100, order: "desc" });
    single.push(performance.now() - began);
  }
  const before = callsSoFar();
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) took.push(await readWhole());
  const calls = (callsSoFar() - before) / rounds;
  const boundMs = (calls / pagesAtOnce) * latencyMs;
  const ms = median(took);
  say(machine());
  say(
    `10,000 snapshots in ${calls} calls, ${pagesAtOnce} at a time, median of ${rounds}: ${ms.toFixed(0)} ms, bound ${boundMs.toFixed(0)} ms, ratio ${(ms / boundMs).toFixed(2)}`,
  );
  say(
    `  a single call takes ${median(single).toFixed(1)} ms, of which ${latencyMs} ms are latency`,
  );
} finally {
  await client.close();
  await emulator.stop();
}

/** Reads the history with nothing kept of it before. @returns milliseconds */
async function readWhole(): Promise<number> {
  const histories = createSnapshotHistories(client);
  const began = performance.now();
  const { items } = await histories.whole(tenThousandInstanceId);
  if (items.length < 10_000) throw new Error(`only ${items.length} snapshots came`);
  return performance.now() - began;
}
