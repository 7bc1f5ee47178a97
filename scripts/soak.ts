/**
 * `npm run soak`: the built server under load, with faults upstream and clients that leave, for ten
 * minutes on loopback. Fails when memory grows by more than a tenth, or when sockets or timers are left
 * over. `npm run soak -- --seconds 60` is a short form; under two minutes memory is printed, not judged,
 * since the caches are still filling.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { documentedInstanceId, parseFault, startEmulator } from "../server/emulator";
import { buildStale } from "./build.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const region = "cn-shanghai";
const clients = 10;
const say = (line: string) => process.stdout.write(`${line}\n`);

const { values } = parseArgs({ options: { seconds: { type: "string", default: "600" } } });
const seconds = Number(values.seconds);
if (!(seconds >= 10)) throw new Error("--seconds: a number from 10 is expected");

const instance = `/api/${region}/instances/${documentedInstanceId}`;
const asked = [
  `/api/${region}/instances?sort=name&order=asc`,
  `/api/${region}/instances?page=2`,
  `${instance}/snapshots?q=a`,
  `/api/${region}/failures?period=30d`,
  `/api/${region}/failures/snapshots?size=100`,
  "/api/all/failures?period=24h",
  "/api/search?q=registry",
  `/api/${region}/exports/instances?format=json`,
  `/api/${region}/exports/failures?period=30d`,
  "/readyz",
  `/${region}/failures`,
];
const faults = [
  [],
  ["throttle=0.1"],
  ["error=0.2", "reset=0.1"],
  ["badjson=0.1", "truncate=0.1"],
  ["hang=0.02", "html=0.1"],
  ["denied=0.3"],
].map((set) => set.map(parseFault));

/** What the server's process holds at one time. */
interface Held {
  rss: number;
  heapUsed: number;
  sockets: number;
  timers: number;
}

const statuses = new Map<string, number>();
const unknownRoutes = new Set<string>();

await buildStale();
const emulator = await startEmulator({ accessKeyId: "id", accessKeySecret: "secret" });
const home = mkdtempSync(join(tmpdir(), "snapdeck-soak-"));
const server = spawn(
  process.execPath,
  [
    "--expose-gc",
    "--import",
    join(root, "scripts/soak-probe.mjs"),
    join(root, "dist/server/main.js"),
  ],
  {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH,
      HOME: home,
      PORT: "0",
      SNAPDECK_DATA: join(home, "data"),
      ALIBABA_CLOUD_ACCESS_KEY_ID: "id",
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: "secret",
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
      DSW_REGIONS: region,
      DSW_ENDPOINT: emulator.url,
      DSW_RATE: "200",
      DSW_BURST: "200",
    },
  },
);
let passed = false;
try {
  passed = await soak(server);
} finally {
  server.kill("SIGTERM");
  if (server.exitCode === null) await once(server, "exit");
  await emulator.close();
  rmSync(home, { recursive: true, force: true });
}
process.exit(passed ? 0 : 1);

async function soak(child: ChildProcess): Promise<boolean> {
  if (child.stdout === null) throw new Error("the server has no output");
  const lines = createInterface({ input: child.stdout });
  const [started] = await once(lines, "line");
  const url = /http:\/\/\S+/.exec(String(started))?.[0] ?? "";
  const probe = async (): Promise<Held> => {
    const line = once(lines, "line");
    child.kill("SIGUSR2");
    const [text] = await line;
    return JSON.parse(String(text).replace("soak-probe ", ""));
  };

  say("| after | RSS MiB | heap MiB | sockets | timers | answers by status |");
  say("| --- | --- | --- | --- | --- | --- |");
  const begun = Date.now();
  await load(url, seconds * 0.3);
  const before = await rest(probe);
  row(begun, before);
  for (let part = 0; part < 4; part++) {
    await load(url, (seconds * 0.7) / 4);
    row(begun, await probe());
  }
  const after = await rest(probe);
  row(begun, after);

  const growth = after.rss / before.rss - 1;
  const complaints = [
    ...(seconds >= 120 && growth > 0.1 ? ["memory grew by more than a tenth"] : []),
    ...(after.sockets > before.sockets ? ["sockets are left over"] : []),
    ...(after.timers > before.timers ? ["timers are left over"] : []),
    ...(child.exitCode === null ? [] : ["the server ended"]),
    ...(unknownRoutes.size === 0 ? [] : [`no such address: ${[...unknownRoutes].join(", ")}`]),
  ];
  say(`RSS ${growth < 0 ? "" : "+"}${(growth * 100).toFixed(1)} % since the first rest.`);
  say(complaints.length === 0 ? "Nothing is left over." : `FAILED: ${complaints.join("; ")}.`);
  return complaints.length === 0;
}

function row(begun: number, { rss, heapUsed, sockets, timers }: Held) {
  const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
  const counts = [...statuses].sort().map(([status, count]) => `${status}: ${count}`);
  const after = Math.round((Date.now() - begun) / 1000);
  say(
    `| ${after} s | ${mib(rss)} | ${mib(heapUsed)} | ${sockets} | ${timers} | ${counts.join(", ")} |`,
  );
}

/** Clients ask one address after the other while the faults change; every seventh leaves in the middle. */
async function load(url: string, forSeconds: number) {
  const until = Date.now() + forSeconds * 1000;
  const agent = new Agent({ keepAlive: true });
  const client = async (number: number) => {
    for (let turn = number; Date.now() < until; turn++) {
      const path = asked[turn % asked.length] ?? "/";
      const outcome = await ask(`${url}${path}`, agent, turn % 7 === 0);
      statuses.set(outcome, (statuses.get(outcome) ?? 0) + 1);
      if (outcome === "404") unknownRoutes.add(path);
    }
  };
  const changing = new AbortController();
  const change = async () => {
    for (let turn = 0; !changing.signal.aborted; turn++) {
      emulator.faults.set(faults[turn % faults.length] ?? []);
      await wait(1_500, undefined, { signal: changing.signal }).catch(() => {});
    }
  };
  const changed = change();
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  changing.abort();
  await changed;
  emulator.faults.set([]);
  agent.destroy();
}

/** The status of the answer, or how it ended. */
function ask(url: string, agent: Agent, leaves: boolean): Promise<string> {
  return new Promise((resolve) => {
    const request = get(url, { agent, headers: { "accept-encoding": "gzip" } }, (response) => {
      if (leaves) {
        response.destroy();
        resolve("left");
      }
      response.resume();
      response.on("end", () => resolve(String(response.statusCode)));
      response.on("error", () => resolve("cut"));
    });
    request.on("error", () => resolve("cut"));
  });
}

/** What is held without load: the least of some readings, for the sync goes on between them. */
async function rest(probe: () => Promise<Held>): Promise<Held> {
  const readings: Held[] = [];
  for (let turn = 0; turn < 8; turn++) {
    await wait(1_000);
    readings.push(await probe());
  }
  const least = (of: (held: Held) => number) => Math.min(...readings.map(of));
  return {
    rss: least(({ rss }) => rss),
    heapUsed: least(({ heapUsed }) => heapUsed),
    sockets: least(({ sockets }) => sockets),
    timers: least(({ timers }) => timers),
  };
}
