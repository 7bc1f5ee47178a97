import { EventEmitter, once } from "node:events";
import { Agent, get } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Listening, listen } from "./listen";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const local = { host: "127.0.0.1", port: 0, keepAliveMs: 75_000 };
const portOf = ({ url }: Listening) => Number(new URL(url).port);

it("rejects when the port is taken", async () => {
  const first = await listen({ fetch: () => new Response("first") }, local);
  closing.push(() => first.close(0));
  const second = listen({ fetch: () => new Response("second") }, { ...local, port: portOf(first) });
  await expect(second).rejects.toThrow("EADDRINUSE");
});

it("closes idle connections when it stops, those that fall idle meanwhile too", async () => {
  const arrived = new EventEmitter();
  const fetch = async (request: Request) => {
    if (request.url.endsWith("/slow")) {
      const answered = once(arrived, "answer");
      arrived.emit("slow");
      await answered;
    }
    return new Response("answer");
  };
  const server = await listen({ fetch }, local);
  const agent = new Agent({ keepAlive: true });
  closing.push(() => agent.destroy());
  const ask = async (path: string) => {
    const [response] = await once(get(`${server.url}${path}`, { agent }), "response");
    response.resume();
    return once(response, "end");
  };
  await ask("/quick");
  const slowArrived = once(arrived, "slow");
  const slow = ask("/slow");
  await slowArrived;
  // Longer than the test may take: only being idle ends the connections.
  const closed = server.close(600_000);
  arrived.emit("answer");
  await slow;
  await closed;
});

it("cuts what is still being asked when the time for it is over", async () => {
  const server = await listen({ fetch: () => new Promise<Response>(() => {}) }, local);
  const socket = connect(portOf(server), "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  // A cut connection may end by a reset, which is as good as an end.
  socket.on("error", () => {});
  const cut = new Promise((resolve) => socket.once("close", resolve));
  await once(socket, "ready");
  await server.close(1);
  await cut;
});

it("cuts a client that does not take its answer, and not one whose answer is still worked on", async () => {
  const stalled = new EventEmitter();
  const cut = once(stalled, "cut");
  const block = new Uint8Array(1024 * 1024);
  const fetch = async (request: Request) => {
    if (request.url.endsWith("/worked-on")) await cut;
    else if (request.url.endsWith("/endless"))
      return new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(block),
          cancel: () => void stalled.emit("cut"),
        }),
      );
    return new Response("answer");
  };
  const server = await listen({ fetch }, { ...local, stalledMs: 50 });
  closing.push(() => server.close(0));
  const workedOn = once(get(`${server.url}/worked-on`), "response");
  const reader = connect(portOf(server), "127.0.0.1").on("error", () => {});
  closing.push(() => reader.destroy());
  // It asks and never reads.
  reader.pause();
  reader.write("GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const [response] = await workedOn;
  expect(response.statusCode).toBe(200);
});

describe("connections of one client", () => {
  /** A connection, and whether the server keeps it. */
  async function open(server: Listening) {
    const socket = connect(portOf(server), "127.0.0.1").on("error", () => {});
    closing.push(() => socket.destroy());
    socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const isKept = await Promise.race([
      once(socket, "data").then(() => true),
      once(socket, "close").then(() => false),
    ]);
    return { socket, isKept };
  }
  const serve = async (trustedProxies: readonly string[]) => {
    const limits = { maxConnectionsPerClient: 2, trustedProxies };
    const server = await listen({ fetch: () => new Response("answer") }, { ...local, ...limits });
    closing.push(() => server.close(0));
    return server;
  };

  it("are limited, and one that ends makes room", async () => {
    const server = await serve(["10.0.0.1"]);
    const first = await open(server);
    expect([first.isKept, (await open(server)).isKept]).toEqual([true, true]);
    expect((await open(server)).isKept).toBe(false);
    first.socket.destroy();
    await expect.poll(async () => (await open(server)).isKept).toBe(true);
  });

  it("are not limited for a trusted proxy", async () => {
    const server = await serve(["127.0.0.1"]);
    for (let count = 0; count < 4; count++) expect((await open(server)).isKept).toBe(true);
  });
});

it("refuses headers that are too large", async () => {
  const server = await listen({ fetch: () => new Response("answer") }, local);
  closing.push(() => server.close(0));
  const headers = { "x-large": "x".repeat(17 * 1024) };
  const [response] = await once(get(server.url, { headers }), "response");
  expect(response.statusCode).toBe(431);
});
