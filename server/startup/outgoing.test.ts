import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAuthority } from "../certificates.testing";
import { ConfigError, type OutgoingConfig, readConfig } from "../config/config";
import { createDswClient, fixedCredential } from "../dsw";
import { type Emulator, startEmulator } from "../emulator";
import { createOutgoing } from "./outgoing";

const authority = createAuthority();
const sockets = new Set<Socket>();
/** What the proxy was asked for. */
let asked: string[] = [];
let proxyRefuses = false;
let emulator: Emulator;
let proxy: { url: string; server: Server };
let upstream: { url: string; server: Server };
/** The paths that the server behind a redirect was asked for. */
const led: string[] = [];

async function listening(server: Server) {
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `127.0.0.1:${address.port}`;
}

beforeAll(async () => {
  emulator = await startEmulator({ instances: 2 });
  const proxyServer = createServer();
  proxyServer.on("connect", ({ url = "", headers }, near) => {
    asked.push([url, headers["proxy-authorization"]].filter(Boolean).join(" "));
    if (proxyRefuses) return void near.end("HTTP/1.1 407 Authentication Required\r\n\r\n");
    const { hostname, port } = new URL(`http://${url}`);
    const far = connect(Number(port), hostname, () => {
      near.write("HTTP/1.1 200 Connection established\r\n\r\n");
      far.pipe(near);
      near.pipe(far);
    });
    for (const side of [near, far]) side.on("error", () => near.destroy() && far.destroy());
  });
  proxy = { url: `http://${await listening(proxyServer)}`, server: proxyServer };
  // The service behind TLS, by a certificate of a private authority.
  const front = createTlsServer(authority.issue("upstream"), (incoming, outgoing) => {
    const { url = "", headers } = incoming;
    if (url.startsWith("/led")) led.push(url);
    if (url.startsWith("/leads")) return void outgoing.writeHead(307, { location: "/led" }).end();
    request(new URL(url, emulator.url), { headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    }).end();
  });
  upstream = { url: `https://${await listening(front)}`, server: front };
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  proxy.server.close();
  upstream.server.close();
  await emulator.close();
  authority.remove();
});
beforeEach(() => {
  asked = [];
  proxyRefuses = false;
});

const direct: OutgoingConfig = { httpProxy: null, httpsProxy: null, noProxy: "", caFile: null };

/** What a signed call by such settings gives, or the message that it fails with. */
async function call(config: Partial<OutgoingConfig>, endpoint = upstream.url) {
  const client = createDswClient({
    endpoint,
    credentials: fixedCredential("emulator", emulator),
    openPool: createOutgoing({ ...direct, ...config }).openPool,
    sleep: async () => {},
  });
  const query = { page: 1, size: 10, sort: "GmtCreateTime", order: "desc" } as const;
  try {
    return await client.listInstances(query).then(
      ({ total }) => total,
      (error: Error) => error.message,
    );
  } finally {
    await client.close();
  }
}

describe("signed calls", () => {
  it("trust a private authority that is configured, and no other", async () => {
    expect(await call({})).toMatch(/its certificate is not trusted/);
    expect(await call({ caFile: authority.file })).toBe(emulator.data.instances().length);
  });

  it("go by the proxy, but for the hosts that are excepted, and say when it refuses", async () => {
    const instances = emulator.data.instances().length;
    const { host } = new URL(upstream.url);
    const { port } = new URL(proxy.url);
    const caFile = authority.file;
    const httpsProxy = `http://user:p%40ss@127.0.0.1:${port}`;
    expect(await call({ caFile, httpsProxy })).toBe(instances);
    expect(asked).toEqual([`${host} Basic ${Buffer.from("user:p@ss").toString("base64")}`]);
    expect(await call({ caFile, httpsProxy, noProxy: "other, 127.0.0.1" })).toBe(instances);
    // Each scheme has its own variable.
    expect(await call({ httpsProxy }, emulator.url)).toBe(instances);
    expect(asked).toHaveLength(1);
    expect(await call({ httpProxy: proxy.url }, emulator.url)).toBe(instances);
    expect(asked).toHaveLength(2);
    proxyRefuses = true;
    const refused = await call({ caFile, httpsProxy });
    expect(refused).toMatch(/the proxy of HTTPS_PROXY or HTTP_PROXY refused .*\(HTTP 407\)/);
  });
});

describe("other calls", () => {
  it("go by the same proxy and authorities, and follow no redirect", async () => {
    const { fetch } = createOutgoing({
      ...direct,
      httpsProxy: proxy.url,
      caFile: authority.file,
    });
    const answer = await fetch(`${upstream.url}/leads`, { headers: { authorization: "secret" } });
    expect([answer.status, answer.headers.get("location")]).toEqual([307, "/led"]);
    expect(led).toEqual([]);
    expect(asked).toEqual([new URL(upstream.url).host]);
  });
});

describe("the variables", () => {
  const noFiles = { fileExists: () => false };
  it("are the usual ones, in either case", () => {
    const env = { https_proxy: "http://a:1", HTTPS_PROXY: "http://b:1", NO_PROXY: "x,.y" };
    expect(readConfig({ ...env, SNAPDECK_CA: "/ca.pem" }, noFiles).outgoing).toEqual({
      httpProxy: null,
      httpsProxy: "http://a:1",
      noProxy: "x,.y",
      caFile: "/ca.pem",
    });
  });

  it.each(["socks5://me:s3cret@h:1", "me:s3cret@h:1", "http://me:s3cret%@h", "http://s3cret@ h"])(
    "are refused without being repeated: %s",
    (address) => {
      const read = () => readConfig({ HTTP_PROXY: address }, noFiles);
      expect(read).toThrow(/^HTTP_PROXY: an address such as/);
      expect(read).not.toThrow(/s3cret/);
    },
  );

  it("name a file of authorities that is there and holds some", () => {
    for (const caFile of ["/not/there.pem", import.meta.filename])
      expect(() => createOutgoing({ ...direct, caFile })).toThrow(ConfigError);
  });
});
