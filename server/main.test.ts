import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createToken } from "./access/tokens";
import { parseFault, startEmulator } from "./emulator";
import { killServers, startServer as start } from "./server-process.testing";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  await killServers();
  for (const close of closing.splice(0)) await close();
});

/** An own folder for temporary files, and which of ours are in it. */
function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "snapdeck-main-"));
  closing.push(() => rmSync(folder, { recursive: true }));
  return {
    env: { TMPDIR: folder },
    ours: () => readdirSync(folder).filter((name) => name.startsWith("snapdeck-")),
  };
}

/** Something on a port of its own that takes connections and never says anything. */
async function silentServer(): Promise<{ port: number; accepted: Promise<void> }> {
  let accept = () => {};
  const accepted = new Promise<void>((resolve) => {
    accept = resolve;
  });
  const server: Server = createServer((socket) => {
    accept();
    closing.push(() => socket.destroy());
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { port: address.port, accepted };
}

describe("the server's process", () => {
  it("runs on the emulator when nothing is configured, says so in one line, and stops in order", async () => {
    const server = start({});
    const address = await server.address();
    expect(server.output()).toMatch(
      /^Snapdeck is at http:\/\/127\.0\.0\.1:\d+ \(emulator: .*\)\n$/,
    );
    const response = await fetch(`${address}/api/connections`);
    expect(await response.json()).toMatchObject({ items: [{ kind: "emulator" }] });
    // Longer than load balancers keep a connection that is idle.
    expect(response.headers.get("keep-alive")).toBe("timeout=75");
    server.stop();
    expect(await server.exit).toBe(0);
  });

  it("serves under a base path, and says so; keeps connections as long as it is told; its metrics on a port of their own", async () => {
    const server = start({
      SNAPDECK_INDEX: "off",
      KEEP_ALIVE: "120",
      BASE_PATH: "/tools/snapdeck",
      METRICS_PORT: "0",
      METRICS_TOKEN: "the-token",
    });
    const address = await server.address();
    expect(address).toMatch(/:\d+\/tools\/snapdeck$/);
    expect((await fetch(`${address}/api/connections`)).status).toBe(200);
    expect((await fetch(new URL("/api/connections", address))).status).toBe(404);
    const health = await fetch(new URL("/healthz", address));
    expect([health.status, health.headers.get("keep-alive")]).toEqual([200, "timeout=120"]);

    await expect.poll(() => server.logged().map(({ url }) => url)).toHaveLength(1);
    const [metricsAt] = server.logged().map(({ url }) => String(url));
    const scrape = (headers: Record<string, string>) => fetch(`${metricsAt}/metrics`, { headers });
    const metrics = await scrape({ authorization: "Bearer the-token" });
    expect(await metrics.text()).toContain('route="/api/connections",status="200"');
    expect((await scrape({})).status).toBe(401);
    expect((await fetch(`${address}/metrics`)).status).toBe(404);
  });

  it("shows a real account with credentials, regions and an endpoint from the environment", async () => {
    const account = await startEmulator({
      instances: 7,
      accessKeyId: "id",
      accessKeySecret: "key",
    });
    const server = start({
      ALIBABA_CLOUD_ACCESS_KEY_ID: "id",
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: "key",
      DSW_REGIONS: "cn-hangzhou,cn-beijing",
      DSW_ENDPOINT: account.url,
      AIWORKSPACE_ENDPOINT: account.url,
    });
    const address = await server.address();
    expect(server.output()).toContain("connections cn-hangzhou, cn-beijing");
    const response = await fetch(`${address}/api/cn-beijing/instances`);
    expect(await response.json()).toMatchObject({ total: 7 });
    const ready = await fetch(`${address}/readyz?verbose`);
    expect(await ready.json()).toEqual({
      ready: true,
      connections: { "cn-hangzhou": "ready", "cn-beijing": "ready" },
    });
    await account.close();
  });

  it("says once of each connection which permissions its reads have shown", async () => {
    const account = await startEmulator({
      instances: 40,
      role: "member",
      faults: [parseFault("denied@ListInstanceSnapshot")],
    });
    closing.push(account.close);
    const server = start({
      ALIBABA_CLOUD_ACCESS_KEY_ID: account.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: account.accessKeySecret,
      DSW_REGIONS: "cn-hangzhou,cn-beijing",
      DSW_ENDPOINT: account.url,
      AIWORKSPACE_ENDPOINT: account.url,
      DSW_RATE: "500",
      DSW_BURST: "500",
    });
    for (const region of ["cn-hangzhou", "cn-beijing"]) {
      await expect.poll(server.logged, { timeout: 20_000 }).toContainEqual(
        expect.objectContaining({
          level: "info",
          msg: expect.stringMatching(
            `^permissions of ${region} .*there: paidsw:ListInstances; missing: paidsw:ListInstanceSnapshot, paidsw:ListAllInstances .*; not known yet: .*paidsw:GetInstance,`,
          ),
        }),
      );
    }
    const { byAction } = account.calls;
    expect(byAction.GetInstance + byAction.GetInstanceSnapshot).toBe(0);
  });

  it("goes on after an error that nothing handled, and logs it", async () => {
    const forgotten = `process.on("SIGUSR2", () => {
      Promise.reject(new Error("a forgotten rejection"));
      setTimeout(() => { throw new Error("a thrown error"); });
    })`;
    const server = start({
      SNAPDECK_INDEX: "off",
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(forgotten)}`,
    });
    const address = await server.address();
    server.signal("SIGUSR2");
    for (const message of ["a forgotten rejection", "a thrown error"]) {
      await expect.poll(server.logged).toContainEqual(
        expect.objectContaining({
          level: "error",
          msg: "an error that nothing handled",
          err: expect.objectContaining({ type: "Error", message }),
        }),
      );
    }
    expect((await fetch(`${address}/api/connections`)).status).toBe(200);
    server.stop();
    expect(await server.exit).toBe(0);
  });

  it("exits 1 with one line when its port is taken, and leaves no temporary folder behind", async () => {
    const { env, ours } = temporaryFolder();
    const { port } = await silentServer();
    const server = start({ ...env, PORT: String(port), SNAPDECK_DATA: "" });
    expect(await server.exit).toBe(1);
    expect(server.output()).toMatch(/^snapdeck: cannot listen on 127\.0\.0\.1:\d+: .*\n$/);
    expect(ours()).toEqual([]);
  });

  it("stops in order while its first sync runs, and leaves no temporary folder behind", async () => {
    const { env, ours } = temporaryFolder();
    const server = start({ ...env, SNAPDECK_DATA: "", DSW_RATE: "5" });
    await server.address();
    expect(ours()).toHaveLength(1);
    server.stop();
    expect(await server.exit).toBe(0);
    expect(ours()).toEqual([]);
  });

  it("ends at once when it is asked to a second time", async () => {
    const { port, accepted } = await silentServer();
    const server = start({
      ALIBABA_CLOUD_ACCESS_KEY_ID: "id",
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: "key",
      DSW_REGIONS: "cn-hangzhou",
      DSW_ENDPOINT: `http://127.0.0.1:${port}`,
      AIWORKSPACE_ENDPOINT: `http://127.0.0.1:${port}`,
      SNAPDECK_INDEX: "off",
    });
    const address = await server.address();
    // A request that the service never answers keeps the server from ending by itself for some seconds.
    const waiting = fetch(`${address}/api/cn-hangzhou/instances`).catch(() => null);
    await accepted;
    server.stop();
    server.signal("SIGINT");
    server.stop();
    expect(await server.exit).toBe(1);
    expect(await waiting).toBeNull();
  });

  it("reads views, rules and tokens anew on SIGHUP, and nothing when there are mistakes", async () => {
    const folder = temporaryFolder().env.TMPDIR;
    const file = join(folder, "snapdeck.json");
    const tokens = join(folder, "tokens.json");
    const write = (view: string, more: object = {}) =>
      writeFileSync(
        file,
        JSON.stringify({
          access: { mode: "token", tokensFile: tokens, ...more },
          views: [{ name: view, path: "/" }],
        }),
      );
    const make = (name: string) =>
      createToken({ name, expires: new Date(Date.now() + 3_600_000).toISOString() });
    const [first, second] = [make("first"), make("second")];
    const keep = (...kept: (typeof first)[]) =>
      writeFileSync(tokens, JSON.stringify({ tokens: kept.map(({ stored }) => stored) }));
    keep(first);
    write("Before");
    const server = start({ SNAPDECK_CONFIG: file, SNAPDECK_INDEX: "off" });
    const url = await server.address();
    const viewsOf = async ({ token }: typeof first) => {
      const answer = await fetch(`${url}/api/views`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return answer.ok ? (await answer.json()).items[0].name.en : answer.status;
    };
    expect([await viewsOf(first), await viewsOf(second)]).toEqual(["Before", 401]);

    keep(second);
    write("After");
    server.signal("SIGHUP");
    await expect.poll(() => viewsOf(second)).toBe("After");
    expect(await viewsOf(first)).toBe(401);

    write("Never", { modes: "all" });
    server.signal("SIGHUP");
    await expect.poll(server.output).toContain("access.modes: there is no such setting");
    expect(await viewsOf(second)).toBe("After");
    server.stop();
    expect(await server.exit).toBe(0);
  });

  it("does not start where others can reach it before it is said who may come in", async () => {
    const server = start({ HOST: "0.0.0.0" });
    expect(await server.exit).toBe(1);
    expect(server.output()).toMatch(/^snapdeck: HOST is "0\.0\.0\.0".* SNAPDECK_ACCESS .*\n$/);
  });

  it.each([
    ["a region without credentials", { DSW_REGIONS: "cn-hangzhou" }, "ALIBABA_CLOUD_ACCESS_KEY_ID"],
    // Each mistake itself is tried where the configuration is read.
    [
      "credentials without a region",
      { ALIBABA_CLOUD_ACCESS_KEY_ID: "id", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "the-secret" },
      "DSW_REGIONS",
    ],
  ])("exits 1 on %s, and says what to set", async (_what, env, named) => {
    const server = start(env);
    expect(await server.exit).toBe(1);
    expect(server.output()).toContain(named);
    expect(server.output()).not.toContain("the-secret");
    expect(server.output()).not.toContain("Snapdeck is at");
  });
});
