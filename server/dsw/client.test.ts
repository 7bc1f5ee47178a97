import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  documentedInstanceId,
  documentedSnapshotId,
  type Emulator,
  emptyInstanceId,
  startEmulator,
  tenThousandInstanceId,
} from "../emulator";
import { failure, testClients } from "./clients.testing";
import { createInstanceCache } from "./instance-cache";
import { createSnapshotHistories } from "./snapshot-histories";

let emulator: Emulator;
const { clientOf, close } = testClients(() => emulator);

beforeAll(async () => {
  emulator = await startEmulator({ port: 0, instances: 240 });
});
beforeEach(() => emulator.calls.reset());
afterAll(async () => {
  await close();
  await emulator.close();
});

const newest = (size: number) => ({ page: 1, size, sort: "GmtCreateTime", order: "desc" }) as const;

describe("the four reads", () => {
  it("list every workspace's instances, of every payment type", async () => {
    const page = await clientOf().listInstances(newest(100));
    expect(page.items).toHaveLength(100);
    expect(page.total).toBe(240);
    expect(page.requestId).toMatch(/^[0-9A-F-]{36}$/);
    expect(new Set(page.items.map((instance) => instance.workspaceId)).size).toBeGreaterThan(1);
  });

  it("narrow the list to a workspace and to statuses", async () => {
    const client = clientOf();
    const [first] = (await client.listInstances(newest(1))).items;
    const workspace = first?.workspaceId ?? "";
    const narrowed = await client.listInstances({
      ...newest(100),
      workspace,
      statuses: ["Running", "Stopped"],
    });
    expect(narrowed.items.length).toBeGreaterThan(0);
    for (const instance of narrowed.items) {
      expect(instance.workspaceId).toBe(workspace);
      expect(["Running", "Stopped"]).toContain(instance.status);
    }
    const own = await clientOf({ workspace }).listInstances(newest(1));
    expect(own.total).toBeLessThan(240);
  });

  it("give one instance and one snapshot", async () => {
    const client = clientOf();
    const instance = await client.getInstance(documentedInstanceId);
    expect(instance.item.instanceId).toBe(documentedInstanceId);
    expect(instance.links.instance).toMatch(/\.aliyun\.com\/notebook\.htm\?instance=\d+#\/$/);
    expect(instance.links.repositories).toContainEqual({
      url: "https://cr.console.aliyun.com/repository/cn-shanghai/pai_product/tensorflow/images",
      imageIds: ["image-05cefd0be2exxxx"],
    });
    const { item } = await client.getSnapshot(documentedInstanceId, documentedSnapshotId);
    expect(item).toMatchObject({
      snapshotId: documentedSnapshotId,
      status: "Pushing",
      reasonMessage: "ImagePullBackOff",
      excludePaths: [],
    });
  });

  it("give snapshots in either order", async () => {
    const client = clientOf();
    const page = { page: 1, size: 50 } as const;
    const down = await client.listSnapshots(documentedInstanceId, { ...page, order: "desc" });
    const up = await client.listSnapshots(documentedInstanceId, { ...page, order: "asc" });
    expect(down.total).toBe(35);
    expect(up.items.map((row) => row.snapshotId)).toEqual(
      down.items.map((row) => row.snapshotId).reverse(),
    );
    expect(await client.listSnapshots(emptyInstanceId, { ...page, order: "desc" })).toMatchObject({
      items: [],
      total: 0,
    });
  });

  it("pass on no secret of an instance", async () => {
    const client = clientOf();
    const seen = JSON.stringify([
      await client.listInstances(newest(100)),
      await client.getInstance(documentedInstanceId),
    ]);
    expect(seen).not.toMatch(/EMULATOR-SECRET|imageAuth|environmentVariables|credentialConfig/i);
  });

  it("fail with a code of its own for what does not exist", async () => {
    const client = clientOf();
    for (const work of [
      client.getInstance("dsw-none"),
      client.getSnapshot(documentedInstanceId, "snp-none"),
    ]) {
      expect(await failure(work)).toMatchObject({ code: "upstream.notFound", retryable: false });
    }
  });

  it.each(["", "..", "../x", "a/b", "a%2fb", "a\u0000b", "x".repeat(5_000)])(
    "never send the id %j",
    async (id) => {
      const client = clientOf();
      expect((await failure(client.getInstance(id))).code).toBe("upstream.invalid");
      expect((await failure(client.getSnapshot("dsw-1", id))).code).toBe("upstream.invalid");
      expect(emulator.calls.total).toBe(0);
    },
  );

  it("share one upstream call when asked alike at the same time", async () => {
    const client = clientOf();
    const pages = await Promise.all([1, 2, 3].map(() => client.listInstances(newest(10))));
    expect(emulator.calls.byAction.ListInstances).toBe(1);
    expect(pages[0]).toBe(pages[2]);
    await client.listInstances(newest(10));
    expect(client.stats().calls).toEqual({ ListInstances: 2 });
  });
});

describe("complete lists", () => {
  it("have ten thousand snapshots, each once", async () => {
    const histories = createSnapshotHistories(clientOf());
    const { items, total } = await histories.whole(tenThousandInstanceId);
    expect(total).toBe(10_000);
    expect(new Set(items.map((row) => row.snapshotId)).size).toBe(10_000);
    const times = items.map((row) => row.gmtCreateTime ?? "");
    expect(times).toEqual(times.toSorted().reverse());
    expect(emulator.calls.byAction.ListInstanceSnapshot).toBe(102);
    await histories.whole(tenThousandInstanceId);
    expect(emulator.calls.byAction.ListInstanceSnapshot).toBe(102);
  });

  it("have every instance", async () => {
    const set = await createInstanceCache(clientOf()).whole({});
    expect(set.items.map((one) => one.instanceId).toSorted()).toEqual(
      emulator.data
        .instances()
        .map((one) => one.instanceId)
        .toSorted(),
    );
  });

  it("find out the page size of a service that takes fewer", async () => {
    for (const pageSizeRefused of [false, true]) {
      const small = await startEmulator({
        port: 0,
        instances: 40,
        maxPageSize: 20,
        pageSizeRefused,
      });
      const client = clientOf({ endpoint: small.url });
      const { items } = await createSnapshotHistories(client).whole(documentedInstanceId);
      expect(items).toHaveLength(35);
      expect((await createInstanceCache(client).whole({})).items).toHaveLength(40);
      await small.close();
    }
  });
});
