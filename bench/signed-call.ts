import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { createDswClient, fixedCredential } from "../server/dsw";
import { startEmulator, tenThousandInstanceId } from "../server/emulator";
import { percentile } from "../server/triage/percentile";
import { machine } from "./measured-server";

/** A CommonJS package whose class is its `default`, which an `import` would not reach. */
const official: typeof import("@alicloud/openapi-core") = createRequire(import.meta.url)(
  "@alicloud/openapi-core",
);

/**
 * `npm run bench:call`: CPU per call of Snapdeck's client and of the official one, at one call in flight and at
 * sixteen: pages of 100 snapshots from the emulator, over loopback. Emulator and both clients are processes of their
 * own, so that neither client collects the other's garbage. Rounds of the two take turns and are short, so that
 * whatever else the machine does falls on both; the first rounds, in which code is compiled, are left out. Prints the
 * medians and their ratio. `npx tsx bench/signed-call.ts [rounds]`
 */
const callsPerRound = 32;
/** Node.js compiles the code of both further and further: after some thousand calls it is as it stays. */
const warmUpRounds = 100;
const inFlight = [1, 16];
const pair = { accessKeyId: "emulator", accessKeySecret: "emulator-secret" };

/** Asks for a page of 100 snapshots. @returns how many came */
type CallPage = (page: number) => Promise<number>;

async function bench(rounds: number): Promise<void> {
  const emulator = startSelf("serve");
  const url = String(await nextMessage(emulator));
  const ours = startSelf("snapdeck", url);
  const official = startSelf("official", url);
  process.stdout.write(
    `CPU per call of 100 snapshots, medians of ${rounds} rounds of ${callsPerRound} calls; ${machine()}\n`,
  );
  for (const parallel of inFlight) {
    const figures: { ours: number[]; official: number[] } = { ours: [], official: [] };
    for (let round = -warmUpRounds; round < rounds; round += 1) {
      const cost = await roundOf(ours, parallel);
      const officialCost = await roundOf(official, parallel);
      if (round < 0) continue;
      figures.ours.push(cost);
      figures.official.push(officialCost);
    }
    const own = percentile(figures.ours, 50) ?? Number.NaN;
    const theirs = percentile(figures.official, 50) ?? Number.NaN;
    process.stdout.write(
      [
        `${parallel} in flight:`,
        `  snapdeck  ${own.toFixed(0)} us  (parsed, checked and mapped)`,
        `  official  ${theirs.toFixed(0)} us  (callApi, JSON as it came)`,
        `  ratio     ${(own / theirs).toFixed(2)}`,
        "",
      ].join("\n"),
    );
  }
  for (const child of [ours, official, emulator]) child.disconnect();
}

const startSelf = (...args: string[]): ChildProcess =>
  fork(fileURLToPath(import.meta.url), args, { execArgv: process.execArgv });

const nextMessage = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve) => {
    child.once("message", resolve);
  });

async function roundOf(child: ChildProcess, parallel: number): Promise<number> {
  const answer = nextMessage(child);
  child.send(parallel);
  return Number(await answer);
}

/** The emulator's process: it sends its address and runs until its parent ends. */
async function serve(): Promise<void> {
  const emulator = await startEmulator({ port: 0, instances: 10 });
  process.send?.(emulator.url);
  process.once("disconnect", () => void emulator.close());
}

/** A client's process: it makes a round whenever it is told to, and sends what a call of it cost. */
function answerRounds(call: CallPage): void {
  process.on("message", (parallel) => {
    void cpuPerCall(call, Number(parallel)).then(
      (cost) => process.send?.(cost),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  });
  process.once("disconnect", () => process.exit());
}

function ownCall(url: string): CallPage {
  const client = createDswClient({
    endpoint: url,
    credentials: fixedCredential("emulator", pair),
    rate: 1e6,
    burst: 1e6,
  });
  return async (page) => {
    const query = { page, size: 100, order: "desc" } as const;
    return (await client.listSnapshots(tenThousandInstanceId, query)).items.length;
  };
}

function officialCall(url: string): CallPage {
  const { default: OfficialClient, $OpenApiUtil } = official;
  const client = new OfficialClient(
    new $OpenApiUtil.Config({ ...pair, endpoint: new URL(url).host, protocol: "HTTP" }),
  );
  const params = new $OpenApiUtil.Params({
    action: "ListInstanceSnapshot",
    version: "2022-01-01",
    protocol: "HTTP",
    pathname: `/api/v2/instances/${tenThousandInstanceId}/snapshots`,
    method: "GET",
    authType: "AK",
    style: "ROA",
    reqBodyType: "json",
    bodyType: "json",
  });
  return async (page) => {
    const query = {
      PageNumber: String(page),
      PageSize: "100",
      SortBy: "gmtCreate",
      Order: "DESC",
    };
    const response = await client.callApi(params, new $OpenApiUtil.OpenApiRequest({ query }), {
      toMap: () => ({}),
    });
    return response.body.Snapshots.length;
  };
}

/**
 * Microseconds of this process's CPU for one call, so many of them at a time; each asks for another page, since
 * Snapdeck's client sends one call for all who ask for the same at the same time.
 */
async function cpuPerCall(call: CallPage, parallel: number): Promise<number> {
  const before = process.cpuUsage();
  let page = 0;
  const callUntilDone = async () => {
    while (page < callsPerRound) {
      page += 1;
      if ((await call(page)) !== 100) throw new Error("a page of 100 snapshots was expected");
    }
  };
  await Promise.all(Array.from({ length: parallel }, callUntilDone));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / callsPerRound;
}

const [role = "60", address = ""] = process.argv.slice(2);
if (role === "serve") await serve();
else if (role === "snapdeck") answerRounds(ownCall(address));
else if (role === "official") answerRounds(officialCall(address));
else await bench(Number(role));
