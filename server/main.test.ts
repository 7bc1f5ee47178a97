import { afterEach, describe, expect, it } from "vitest";
import { startEmulator } from "./emulator";
import { killServers, startServer as start } from "./server-process.testing";

afterEach(killServers);

describe("the server's process", () => {
  it("runs on the emulator when nothing is configured, says so in one line, and stops in order", async () => {
    const server = start({});
    const address = await server.address();
    expect(server.output()).toMatch(
      /^Snapdeck is at http:\/\/127\.0\.0\.1:\d+ \(emulator: .*\)\n$/,
    );
    const response = await fetch(`${address}/api/connections`);
    expect(await response.json()).toMatchObject({ items: [{ kind: "emulator" }] });
    server.stop();
    expect(await server.exit).toBe(0);
  });

  it("serves under a base path, and says so", async () => {
    const server = start({ BASE_PATH: "/tools/snapdeck" });
    const address = await server.address();
    expect(address).toMatch(/:\d+\/tools\/snapdeck$/);
    expect((await fetch(`${address}/api/connections`)).status).toBe(200);
    expect((await fetch(new URL("/api/connections", address))).status).toBe(404);
    expect((await fetch(new URL("/healthz", address))).status).toBe(200);
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
    });
    const address = await server.address();
    expect(server.output()).toContain("regions cn-hangzhou, cn-beijing");
    const response = await fetch(`${address}/api/cn-beijing/instances`);
    expect(await response.json()).toMatchObject({ total: 7 });
    const ready = await fetch(`${address}/readyz`);
    expect(await ready.json()).toEqual({
      ready: true,
      connections: { "cn-hangzhou": "ready", "cn-beijing": "ready" },
    });
    await account.close();
  });

  it.each([
    ["a region without credentials", { DSW_REGIONS: "cn-hangzhou" }, "ALIBABA_CLOUD_ACCESS_KEY_ID"],
    [
      "credentials without a region",
      { ALIBABA_CLOUD_ACCESS_KEY_ID: "id", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "the-secret" },
      "DSW_REGIONS",
    ],
    ["a port that is none", { PORT: "http" }, "PORT"],
    ["a base path that is none", { BASE_PATH: "/snapdeck/" }, "BASE_PATH"],
  ])("exits 1 on %s, and says what to set", async (_what, env, named) => {
    const server = start(env);
    expect(await server.exit).toBe(1);
    expect(server.output()).toContain(named);
    expect(server.output()).not.toContain("the-secret");
    expect(server.output()).not.toContain("Snapdeck is at");
  });
});
