import { createServer, get, request, type Server } from "node:http";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type OpenConnection, openConnection } from "../connections/open-connection";
import { fixedCredential } from "../dsw";
import { type Emulator, startEmulator } from "../emulator";
import { createApp } from "./app";
import { type Listening, listen } from "./listen";

/** The calls that reached the service, in order, each held back until it is let go. */
let arrived: { instanceId: string; letGo(): void }[];
let emulator: Emulator;
let service: Server;
let connection: OpenConnection;
let server: Listening;
/** Requests that the app has begun to answer. */
let begun: number;

beforeEach(async () => {
  arrived = [];
  begun = 0;
  emulator = await startEmulator();
  service = createServer((incoming, outgoing) => {
    const { url = "", headers } = incoming;
    const [, instanceId = ""] = /instances\/([^/?]+)/.exec(url) ?? [];
    const letGo = () =>
      request(new URL(url, emulator.url), { headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      }).end();
    arrived.push({ instanceId, letGo });
  });
  const port = await new Promise<number>((resolve, reject) => {
    service.listen(0, "127.0.0.1", () => {
      const address = service.address();
      if (address && typeof address === "object") resolve(address.port);
      else reject(new Error("no port"));
    });
  });
  connection = openConnection({
    connection: { id: "c", label: "c", region: "c", kind: "live", workspace: "ALL" },
    endpoint: `http://127.0.0.1:${port}`,
    imageEndpoint: emulator.url,
    credentials: fixedCredential("emulator", emulator),
    rate: 1_000,
    burst: 1_000,
    // A call that is held back here is not one that the service is too slow for.
    timing: { startTimer: () => () => {} },
  });
  const app = createApp({ connections: [connection] });
  const fetch: typeof app.fetch = (incoming, env, context) => {
    begun++;
    return app.fetch(incoming, env, context);
  };
  server = await listen({ fetch }, { host: "127.0.0.1", port: 0, keepAliveMs: 5_000 });
});
afterEach(async () => {
  await server.close(0);
  await connection.client.close();
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
  await emulator.close();
});

/** A request as a proxy on this machine passes it on for a client. */
function ask(path: string, client: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { "x-forwarded-for": client };
    get(`${server.url}/api/c/${path}`, { headers, agent: false }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode));
    }).on("error", reject);
  });
}

/** Resolves when the app has begun so many requests, and has taken each as far as it goes without an answer. */
async function untilBegun(count: number) {
  await expect.poll(() => begun, { timeout: 30_000 }).toBe(count);
  for (let turn = 0; turn < 20; turn++) await setImmediate();
}

const untilArrived = (count: number) =>
  expect.poll(() => arrived.length, { timeout: 30_000 }).toBe(count);

/** As many calls as are under way at once. */
const atOnce = 16;

const ids = () => emulator.data.instances().map(({ instanceId }) => instanceId);

/** One client asks for forty instances at once, of which as many are on their way as may be. */
async function flood() {
  const answers = ids()
    .slice(0, 40)
    .map((id) => ask(`instances/${id}`, "10.0.0.1"));
  await untilBegun(40);
  await untilArrived(atOnce);
  return answers;
}

/** Lets calls go one after the other, each when the one before has made room for another, until so many have arrived. */
async function letGoUntilArrived(count: number) {
  while (arrived.length < count) {
    const before = arrived.length;
    arrived[before - atOnce]?.letGo();
    await untilArrived(before + 1);
  }
}

describe("clients of one connection", () => {
  it("take turns: a flood of one delays another's call by a single call of its own", async () => {
    const answers = await flood();
    const patient = ids()[50];
    answers.push(ask(`instances/${patient}`, "10.0.0.2"));
    await untilBegun(41);
    await letGoUntilArrived(atOnce + 2);
    expect(arrived.slice(atOnce).map(({ instanceId }) => instanceId)).toContain(patient);
    await letGoUntilArrived(41);
    for (const { letGo } of arrived.slice(-atOnce)) letGo();
    expect(new Set(await Promise.all(answers))).toEqual(new Set([200]));
  });

  it("share a call that one of them already waits for, in the turn of whoever is first", async () => {
    const answers = await flood();
    const shared = ids()
      .slice(0, 40)
      .findLast((id) => !arrived.some(({ instanceId }) => instanceId === id));
    answers.push(ask(`instances/${shared}`, "10.0.0.2"));
    await untilBegun(41);
    await letGoUntilArrived(atOnce + 2);
    expect(arrived.slice(atOnce).map(({ instanceId }) => instanceId)).toContain(shared);
    await letGoUntilArrived(40);
    for (const { letGo } of arrived.slice(-atOnce)) letGo();
    expect(new Set(await Promise.all(answers))).toEqual(new Set([200]));
  });
});
