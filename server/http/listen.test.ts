import { EventEmitter, once } from "node:events";
import { Agent, get } from "node:http";
import { connect } from "node:net";
import { afterEach, expect, it } from "vitest";
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
