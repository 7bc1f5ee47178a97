import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { createDswClient, fixedCredential } from "../server/dsw";
import { startEmulator, tenThousandInstanceId } from "../server/emulator";

/** A CommonJS package whose class is its `default`, which an `import` would not reach. */
const official: typeof import("@alicloud/openapi-core") = createRequire(import.meta.url)(
  "@alicloud/openapi-core",
);

/**
 * CPU per call of Snapdeck's client and of the official one, side by side: the same page of 100 snapshots from
 * the emulator in a process of its own, over loopback, in alternating rounds. Prints the median of the rounds
 * and the ratio. `npx tsx bench/signed-call.ts [calls per round] [rounds]`
 */
const calls = Number(process.argv[2] ?? 300);
const rounds = Number(process.argv[3] ?? 7);

if (process.argv[2] === "serve") await serve();
else await bench();

/** The emulator's process: it sends its address and runs until its parent ends. */
async function serve(): Promise<void> {
  const emulator = await startEmulator({ port: 0, instances: 10 });
  process.send?.(emulator.url);
  process.once("disconnect", () => void emulator.close());
}

async function bench(): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url), ["serve"], { execArgv: process.execArgv });
  const url = await new Promise<string>((resolve) => {
    child.once("message", (message) => resolve(String(message)));
  });
  const pair = { accessKeyId: "emulator", accessKeySecret: "emulator-secret" };

  const ours = createDswClient({
    endpoint: url,
    credentials: fixedCredential("emulator", pair),
    rate: 1e6,
    burst: 1e6,
  });
  const callOurs = async () => {
    const page = { page: 1, size: 100, order: "desc" } as const;
    const { items } = await ours.listSnapshots(tenThousandInstanceId, page);
    return items.length;
  };
  const callOfficial = officialCall(url, pair);

  const figures: { ours: number[]; official: number[] } = { ours: [], official: [] };
  await cpuPerCall(callOurs);
  await cpuPerCall(callOfficial);
  for (let round = 0; round < rounds; round += 1) {
    figures.ours.push(await cpuPerCall(callOurs));
    figures.official.push(await cpuPerCall(callOfficial));
  }
  await ours.close();
  child.disconnect();

  const own = median(figures.ours);
  const theirs = median(figures.official);
  process.stdout.write(
    [
      `CPU per call, median of ${rounds} rounds of ${calls} calls, 100 snapshots each:`,
      `  snapdeck  ${own.toFixed(0)} us  (parsed, checked and mapped)`,
      `  official  ${theirs.toFixed(0)} us  (callApi, JSON as it came)`,
      `  ratio     ${(own / theirs).toFixed(2)}`,
      "",
    ].join("\n"),
  );
}

function officialCall(
  url: string,
  pair: { accessKeyId: string; accessKeySecret: string },
): () => Promise<number> {
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
  const query = { PageNumber: "1", PageSize: "100", SortBy: "gmtCreate", Order: "DESC" };
  return async () => {
    const response = await client.callApi(params, new $OpenApiUtil.OpenApiRequest({ query }), {
      toMap: () => ({}),
    });
    return response.body.Snapshots.length;
  };
}

/** Microseconds of this process's CPU for one call, one call after the other. */
async function cpuPerCall(call: () => Promise<number>): Promise<number> {
  const before = process.cpuUsage();
  for (let n = 0; n < calls; n += 1) {
    if ((await call()) !== 100) throw new Error("a page of 100 snapshots was expected");
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
