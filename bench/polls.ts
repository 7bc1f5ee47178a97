import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { emulatorConnection } from "../server/connections/emulator-connection.testing";
import { singleInstanceId, startEmulator, tenThousandInstanceId } from "../server/emulator";
import { createApp } from "../server/http/app";
import { listen } from "../server/http/listen";
import { openIndex } from "../server/store/open";
import { noopLease } from "../server/sync/lease";
import { startSync } from "../server/sync/sync";
import { builtInCauses } from "../server/triage/causes-catalogue";
import { machine, region } from "./measured-server";

/**
 * What polls cost that find nothing changed, and what fifty viewers of one view cost, over loopback: the server in a
 * process of its own, whose CPU time is counted, the emulated account and the clients in this one. Of each address that a
 * page polls it prints the bytes of an answer with its headers, whole and unchanged; the server's CPU time of a poll that
 * is computed anew, of one that is answered whole again, and of one that is answered as unchanged; and how many
 * computations and calls of the service fifty polls at once come to. `npx tsx bench/polls.ts [polls a round] [rounds]`
 */
const polls = Number(process.argv[2] ?? 40);
const rounds = Number(process.argv[3] ?? 5);
const viewers = 50;
const start = Date.parse("2026-03-01T08:00:00Z");

const addresses = [
  `/${region}/instances?sort=created&order=desc&size=50`,
  `/${region}/instances?sort=name&size=50`,
  `/${region}/instances/${singleInstanceId}`,
  `/${region}/instances/${singleInstanceId}/snapshots?size=50`,
  `/${region}/instances/${singleInstanceId}/timeline`,
  `/${region}/failures?period=7d`,
  `/${region}/failures/snapshots?period=7d&size=50`,
  `/${region}/failures/fire`,
  `/${region}/at-risk`,
];

const addressOfEmulator = z.object({
  url: z.string(),
  accessKeyId: z.string(),
  accessKeySecret: z.string(),
});
const counts = z.object({ url: z.string(), cpuMs: z.number(), computed: z.number() });

if (process.argv[2] === "serve") await serve();
else await bench();

/** The server's process. It tells what it has used so far; "minute" moves its clock on before. */
async function serve(): Promise<void> {
  const emulator = addressOfEmulator.parse(JSON.parse(process.argv[3] ?? ""));
  let at = start;
  const now = () => at;
  const connection = emulatorConnection({ ...emulator, clock: { now } }, { id: region });
  const folder = mkdtempSync(join(tmpdir(), "snapdeck-polls-"));
  const index = await openIndex({ folder });
  const sync = startSync(index, [connection], noopLease, { now, running: false });
  await sync.once(region, "full");
  let computed = 0;
  const app = createApp({
    connections: [connection],
    now,
    triage: { index, sync, catalogue: builtInCauses },
    onResponse: (source) => {
      if (source === "computed") computed += 1;
    },
  });
  const server = await listen(app, { host: "127.0.0.1", port: 0, keepAliveMs: 60_000 });
  const tell = () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ url: server.url, cpuMs: (user + system) / 1000, computed });
  };
  process.on("message", (message) => {
    if (message === "minute") at += 60_000;
    tell();
  });
  process.once("disconnect", async () => {
    await server.close(0);
    await sync.close();
    await index.close();
    await connection.client.close();
    rmSync(folder, { recursive: true, force: true });
  });
  tell();
}

async function bench(): Promise<void> {
  const emulator = await startEmulator({ now: start });
  emulator.clock.set(start);
  emulator.data.deleteInstance(tenThousandInstanceId);
  const { url, accessKeyId, accessKeySecret } = emulator;
  const given = JSON.stringify({ url, accessKeyId, accessKeySecret });
  const child = fork(fileURLToPath(import.meta.url), ["serve", given], {
    execArgv: process.execArgv,
  });
  const told = () =>
    new Promise<z.infer<typeof counts>>((resolve) => {
      child.once("message", (message) => resolve(counts.parse(message)));
    });
  const { url: server } = await told();
  const counted = async (message: "minute" | "now" = "now") => {
    const answer = told();
    child.send(message);
    return await answer;
  };
  const one = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (path: string, tag?: string, agent: Agent | false = one) =>
    poll(`${server}/api${path}`, tag, agent);

  print(`${machine()}; ${rounds} rounds of ${polls} polls\n`);
  print(
    "| address | B, 200 | B, 304 | ms computed | ms 200 | ms 304 | of fifty: computed, calls |",
  );
  print("| --- | --- | --- | --- | --- | --- | --- |");
  for (const path of addresses) {
    const whole = await ask(path);
    const unchanged = await ask(path, whole.tag);
    if (unchanged.status !== 304) throw new Error(`${path} answered ${unchanged.status}`);
    const cpuOf = async (tag: string | undefined) => {
      const before = await counted();
      for (let n = 0; n < polls; n += 1) await ask(path, tag);
      return ((await counted()).cpuMs - before.cpuMs) / polls;
    };
    const anew = async () => {
      let cpuMs = 0;
      for (let n = 0; n < polls; n += 1) {
        const before = await counted("minute");
        await ask(path);
        cpuMs += (await counted()).cpuMs - before.cpuMs;
      }
      return cpuMs / polls;
    };
    const figures: { anew: number[]; whole: number[]; unchanged: number[] } = {
      anew: [],
      whole: [],
      unchanged: [],
    };
    for (let round = 0; round < rounds; round += 1) {
      figures.anew.push(await anew());
      const { tag } = await ask(path);
      figures.whole.push(await cpuOf(undefined));
      figures.unchanged.push(await cpuOf(tag));
    }
    const before = await counted("minute");
    const calls = emulator.calls.total;
    await Promise.all(Array.from({ length: viewers }, () => ask(path, undefined, false)));
    const { computed } = await counted();
    const cells = [
      `\`${path}\``,
      whole.bytes,
      unchanged.bytes,
      ...[figures.anew, figures.whole, figures.unchanged].map((ms) => median(ms).toFixed(2)),
      `${computed - before.computed}, ${emulator.calls.total - calls}`,
    ];
    print(`| ${cells.join(" | ")} |`);
  }
  one.destroy();
  child.disconnect();
  await emulator.close();
}

interface Polled {
  status: number;
  tag: string;
  /** All that came over the socket for it. */
  bytes: number;
}

function poll(url: string, tag: string | undefined, agent: Agent | false): Promise<Polled> {
  const headers = {
    "accept-encoding": "gzip",
    ...(tag === undefined ? {} : { "if-none-match": tag }),
  };
  return new Promise((resolve, reject) => {
    request(url, { headers, agent }, (response) => {
      const { socket, statusCode = 0, headers: got } = response;
      response.on("end", () => {
        resolve({ status: statusCode, tag: String(got.etag), bytes: socket.bytesRead - before });
      });
      response.resume();
    })
      .once("socket", (socket) => {
        before = socket.bytesRead;
      })
      .on("error", reject)
      .end();
    let before = 0;
  });
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
