import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator, tenThousandInstanceId } from "../emulator/index";
import { failure, testClients } from "./clients.testing";
import { createInstanceCache } from "./instance-cache";

let emulator: Emulator;
const clients = testClients(() => emulator);
beforeAll(async () => {
  emulator = await startEmulator({ instances: 240 });
});
afterAll(async () => {
  await clients.close();
  await emulator.close();
});

/** Bytes of a page of a hundred instances as the service sends it. */
async function bytesOfLargestPage() {
  let most = 0;
  for (let limit = 1 << 14; limit < 1 << 24; limit *= 2) {
    const client = clients.clientOf({ maxBodyBytes: limit });
    const page = client.listInstances({ page: 1, size: 100, sort: "GmtCreateTime", order: "desc" });
    if (
      await page.then(
        () => true,
        () => false,
      )
    )
      break;
    most = limit;
  }
  return most;
}

describe("instances whose list entries hold whole histories", () => {
  it("come whole where a page of a hundred is too large to be read", async () => {
    const client = clients.clientOf({ maxBodyBytes: await bytesOfLargestPage() });
    const page = { page: 1, size: 100, sort: "GmtCreateTime", order: "desc" } as const;
    expect(await failure(client.listInstances(page))).toMatchObject({
      code: "upstream.badAnswer",
      tooLarge: true,
    });
    const { items, total } = await createInstanceCache(client).whole();
    expect(total).toBe(240);
    expect(new Set(items.map(({ instanceId }) => instanceId)).size).toBe(240);
    expect(items.map(({ instanceId }) => instanceId)).toContain(tenThousandInstanceId);
  });

  it("fail by what is wrong where even ten are too large", async () => {
    const client = clients.clientOf({ maxBodyBytes: 1_000 });
    expect(await failure(createInstanceCache(client).whole())).toMatchObject({ tooLarge: true });
  });
});
