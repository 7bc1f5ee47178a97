import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { readConfig } from "../config/config";
import { openConnection } from "../connections/open-connection";
import { fixedCredential } from "../dsw";
import { openSchema, testEngines } from "../store/engines.testing";
import { startTcpProxy } from "../tcp-proxy.testing";
import { startIndex } from "./index-startup";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  vi.restoreAllMocks();
});

const [, postgres] = await testEngines();
const nothing = { connections: [], runsOn: "nothing", emulator: null, quota: { sharedBy: 1 } };

/** The index of a server on PostgreSQL behind a proxy. */
async function behindProxy(disturb: (proxy: Awaited<ReturnType<typeof startTcpProxy>>) => unknown) {
  const schema = await openSchema();
  closing.push(schema.drop);
  const proxy = await startTcpProxy(schema.databaseUrl, 5432);
  closing.push(proxy.close);
  await disturb(proxy);
  const index = startIndex(
    readConfig({ DATABASE_URL: proxy.url }, { fileExists: () => false }),
    nothing,
    () => [],
    { retryMs: 20 },
  );
  if (index === null) throw new Error("the index is off");
  closing.push(index.close);
  return { index, proxy };
}

it.skipIf(!postgres)("finds a database that comes up after it", async () => {
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const { index, proxy } = await behindProxy(({ refuse }) => refuse());
  await expect
    .poll(() => said.mock.calls.flat())
    .toContainEqual(expect.stringContaining("index is not available"));
  expect(index.current()).toBeNull();

  await proxy.listen();
  await expect.poll(() => index.current()).not.toBeNull();
  const rows = await index.current()?.index.db.selectFrom("instances").selectAll().execute();
  expect(rows).toEqual([]);
});

it.skipIf(!postgres)(
  "neither waits for a database that accepts and is silent, nor for it to stop",
  async () => {
    const { index, proxy } = await behindProxy(({ setSilent }) => setSilent(true));
    expect(index.current()).toBeNull();
    await index.close();
    proxy.cut();
    expect(index.current()).toBeNull();
  },
);

it("lets a second server on the same folder serve without syncing, and says so", async () => {
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const folder = mkdtempSync(join(tmpdir(), "snapdeck-two-"));
  closing.push(() => rmSync(folder, { recursive: true }));
  const connection = openConnection({
    connection: { id: "c", label: "c", region: "c", kind: "live", workspace: "ALL" },
    // Nobody listens there: what matters is who asks.
    endpoint: "http://127.0.0.1:1",
    imageEndpoint: "http://127.0.0.1:1",
    credentials: fixedCredential("none", { accessKeyId: "id", accessKeySecret: "secret" }),
    rate: 100,
    burst: 100,
  });
  closing.push(() => connection.client.close());
  const config = readConfig(
    { SNAPDECK_DATA: folder, DSW_REGIONS: "cn-shanghai" },
    { fileExists: () => false },
  );
  const start = async () => {
    const index = startIndex(config, { ...nothing, connections: [connection] }, () => []);
    if (index === null) throw new Error("the index is off");
    await expect.poll(() => index.current()).not.toBeNull();
    return index;
  };
  const first = await start();
  closing.push(first.close);
  await expect.poll(() => first.current()?.sync.states()[0]?.error).not.toBeNull();
  const second = await start();
  closing.push(second.close);
  await expect
    .poll(() => said.mock.calls.flat())
    .toContainEqual(expect.stringContaining("serves it without syncing"));
  expect(await second.current()?.index.db.selectFrom("sync_runs").selectAll().execute()).toEqual([
    expect.objectContaining({ kind: "full", finished_at: null }),
  ]);
  expect(second.current()?.sync.states()).toMatchObject([{ nextAt: null, error: null }]);
});
