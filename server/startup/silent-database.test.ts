import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator, tenThousandInstanceId } from "../emulator";
import { killServers, startServer } from "../server-process.testing";
import { openSchema, testEngines } from "../store/engines.testing";
import { startTcpProxy, type TcpProxy } from "../tcp-proxy.testing";

const region = "cn-shanghai";
const hasPostgres = (await testEngines()).some(({ name }) => name === "PostgreSQL");

describe.skipIf(!hasPostgres)("a server whose database is silent", () => {
  let emulator: Emulator;
  let schema: Awaited<ReturnType<typeof openSchema>>;
  let proxy: TcpProxy;

  beforeEach(async () => {
    emulator = await startEmulator({ instances: 24 });
    // Its hundred calls would only make the first run longer.
    emulator.data.deleteInstance(tenThousandInstanceId);
    schema = await openSchema();
    proxy = await startTcpProxy(schema.databaseUrl, 5432);
  });
  afterEach(async () => {
    await killServers();
    await proxy.close();
    await schema.drop();
    await emulator.close();
  });

  it("listens and serves the live views, at start and later, and stops in order", async () => {
    proxy.setSilent(true);
    const server = startServer({
      DATABASE_URL: proxy.url,
      DSW_ENDPOINT: emulator.url,
      AIWORKSPACE_ENDPOINT: emulator.url,
      DSW_REGIONS: region,
      DSW_RATE: "1000",
      DSW_BURST: "1000",
      ALIBABA_CLOUD_ACCESS_KEY_ID: emulator.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: emulator.accessKeySecret,
    });
    const [first, second] = emulator.data.instances();
    const get = async (path: string) =>
      await fetch(`${await server.address()}/api/${region}/${path}`);
    const live = async (instanceId: string | undefined) => {
      const response = await get(`instances/${instanceId}/snapshots?counts=whole`);
      return { status: response.status, body: await response.json() };
    };
    expect(await live(first?.instanceId)).toMatchObject({ status: 200 });
    expect((await get("failures")).status).toBe(503);

    proxy.setSilent(false);
    proxy.cut();
    await expect
      .poll(async () => (await get("failures")).json())
      .toMatchObject({ coverage: { complete: true } });

    proxy.setSilent(true);
    expect(await live(second?.instanceId)).toMatchObject({ status: 200 });
    server.stop();
    expect(await server.exit).toBe(0);
  });
});
