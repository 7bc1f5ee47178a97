import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emulatorConnection } from "../connections/emulator-connection.testing";
import type { OpenConnection } from "../connections/open-connection";
import {
  atRiskListSchema,
  type InstanceImages,
  imageSchema,
  instanceImagesSchema,
  type ListedInstance,
  problemSchema,
} from "../contract";
import { createTestTimers } from "../dsw/timer.testing";
import {
  type Emulator,
  parseFault,
  singleInstanceId,
  startEmulator,
  tenThousandInstanceId,
} from "../emulator";
import { snapshotState } from "../emulator/snapshot-state.testing";
import { type TestStore, testEngines } from "../store/engines.testing";
import { noopLease } from "../sync/lease";
import { type Sync, startSync } from "../sync/sync";
import { builtInCauses } from "../triage/causes-catalogue";
import { createApp } from "./app";

const engines = await testEngines();
const start = Date.parse("2026-03-01T08:00:00Z");
const hour = 3_600_000;
const ofInstance = `/cn-shanghai/instances/${singleInstanceId}`;
const oneImage = `${ofInstance}/images/image-snp-new`;

describe.each(engines)("images over HTTP on $name", (engine) => {
  let emulator: Emulator;
  let store: TestStore;
  let connection: OpenConnection;
  let sync: Sync;
  let app: ReturnType<typeof createApp>;
  let pass: (ms: number) => void;

  const add = (snapshotId: string, hoursAgo: number, status: string) =>
    emulator.data.addSnapshot(
      snapshotState({ snapshotId, steps: [{ at: start - hoursAgo * hour, status }] }),
    );

  beforeEach(async () => {
    store = await engine.open();
    emulator = await startEmulator({ instances: 12, now: start });
    emulator.clock.set(start);
    // Its hundred calls would only make the first run longer.
    emulator.data.deleteInstance(tenThousandInstanceId);
    for (const { snapshotId } of [...emulator.data.snapshots(singleInstanceId)])
      emulator.data.deleteSnapshot(singleInstanceId, snapshotId);
    add("snp-old", 3, "Saved");
    add("snp-new", 2, "Saved");
    add("snp-bad", 1, "Failed");
    const timers = createTestTimers();
    pass = timers.pass;
    connection = emulatorConnection(emulator, { startTimer: timers.startTimer });
    const now = () => emulator.clock.now();
    sync = startSync(store.index, [connection], noopLease, { now, elapsed: now, running: false });
    await sync.once("cn-shanghai", "full");
    const triage = { index: store.index, sync, catalogue: builtInCauses };
    app = createApp({ connections: [connection], now, triage });
  });
  afterEach(async () => {
    await sync.close();
    await connection.client.close();
    await connection.images.close();
    await emulator.close();
    await store.drop();
  });

  const ask = async (path: string) => app.request(`http://localhost/api${path}`);
  const read = async (path: string) => {
    const response = await ask(path);
    const body = await response.text();
    expect(response.status, body).toBe(200);
    expect(body).not.toContain("EMULATOR-SECRET");
    return JSON.parse(body);
  };
  const image = async () => imageSchema.strict().parse(await read(oneImage));
  const images = async (): Promise<InstanceImages> =>
    instanceImagesSchema.strict().parse(await read(`${ofInstance}/images`));
  const atRisk = async () => atRiskListSchema.parse(await read("/cn-shanghai/at-risk?size=100"));
  const single = async () =>
    (await atRisk()).items.find(({ instanceId }) => instanceId === singleInstanceId);
  const check = async () => {
    sync.images.begin(connection);
    await sync.images.settled();
  };

  it("says that an image is there, how large it is and who may see it; or that it is gone", async () => {
    expect(await image()).toMatchObject({
      imageId: "image-snp-new",
      state: "present",
      sizeGb: expect.any(Number),
      accessibility: "PRIVATE",
    });
    emulator.data.deleteImage("image-snp-new");
    expect(await image()).toMatchObject({ state: "gone", sizeGb: null });
    expect(emulator.calls.byAction.GetImage).toBe(2);
  });

  it("ranks an instance on top whose only good image is gone, after the background has asked", async () => {
    expect(await single()).toMatchObject({ goneImages: 0, good: { imageReadAt: null } });
    await check();
    expect(await single()).toMatchObject({
      good: {
        snapshotId: "snp-new",
        sizeGb: expect.any(Number),
        imageReadAt: "2026-03-01T08:00:00.000Z",
      },
    });
    // Within the day nothing is asked again.
    const asked = emulator.calls.byAction.GetImage;
    emulator.clock.advance(hour);
    await check();
    expect(emulator.calls.byAction.GetImage).toBe(asked);

    emulator.data.deleteImage("image-snp-new");
    emulator.clock.advance(24 * hour);
    await check();
    expect(await single()).toMatchObject({ goneImages: 1, good: { snapshotId: "snp-old" } });
    emulator.data.deleteImage("image-snp-old");
    emulator.clock.advance(25 * hour);
    await check();
    const [first] = (await atRisk()).items.filter(({ goneImages }) => goneImages === 2);
    expect(first).toMatchObject({ instanceId: singleInstanceId, good: null });
    const { items } = await atRisk();
    const lost = items.filter(({ good, goneImages }) => good === null && goneImages > 0);
    expect(items.slice(0, lost.length)).toEqual(lost);
    const file = await (await ask("/cn-shanghai/exports/at-risk")).text();
    expect(file.split("\r\n")[0]).toContain("goodImageSizeGb,goodImageReadAt,goneImages");
  });

  it("tells the sizes of an instance's images, which asking begins to read", async () => {
    expect(await images()).toMatchObject({ items: [], unread: 2, problem: null });
    await sync.images.settled();
    const { items, unread } = await images();
    expect(unread).toBe(0);
    expect(items.map(({ snapshotId }) => snapshotId)).toEqual(["snp-old", "snp-new"]);
    expect(items[1]?.sizeGb).toBeGreaterThanOrEqual(items[0]?.sizeGb ?? 0);
    expect(emulator.calls.byAction.GetImage).toBe(2);
  });

  it("sorts and filters instances by the sizes that are known, without asking for any", async () => {
    const list = async (query: string): Promise<ListedInstance[]> =>
      (await read(`/cn-shanghai/instances?size=100&${query}`)).items;
    expect((await list("")).every(({ imageSizeGb }) => imageSizeGb === null)).toBe(true);
    await images();
    await sync.images.settled();
    const sizeGb = (await images()).items.at(-1)?.sizeGb;
    const asked = emulator.calls.byAction.GetImage;
    const [first, ...rest] = await list("sort=imageSize");
    expect(first).toMatchObject({ instanceId: singleInstanceId, imageSizeGb: sizeGb });
    expect(rest.every(({ imageSizeGb }) => imageSizeGb === null)).toBe(true);
    expect((await list("")).find((row) => row.instanceId === singleInstanceId)).toEqual(first);
    const unknown = await list("imageSize=unknown");
    expect(unknown.map(({ instanceId }) => instanceId)).not.toContain(singleInstanceId);
    expect(unknown).toHaveLength(rest.length);
    const file = await (await ask("/cn-shanghai/exports/instances?imageSize=unknown")).text();
    expect(file).not.toContain(singleInstanceId);
    await sync.images.settled();
    expect(emulator.calls.byAction.GetImage).toBe(asked);
  });

  it.each([
    ["denied", 403, "upstream.permission"],
    ["html", 502, "upstream.badAnswer"],
    ["huge", 502, "upstream.badAnswer"],
    ["reset", 502, "upstream.unreachable"],
  ])("costs only itself when %s, and is not asked in a storm", async (fault, status, code) => {
    emulator.faults.set([parseFault(`${fault}@GetImage`)]);
    await check();
    const asked = emulator.calls.byAction.GetImage;
    const response = await ask(oneImage);
    expect(response.status).toBe(status);
    const problem = problemSchema.parse(await response.json());
    expect(problem.code).toBe(code);
    if (fault === "denied") {
      expect(problem.remedy).toContain("PaiImage:GetImage");
      expect(problem.requestId).toMatch(/\w/);
    }
    const { items, unread, problem: why } = await images();
    expect({ items, unread, code: why?.code }).toEqual({ items: [], unread: 0, code });
    await sync.images.settled();
    expect(emulator.calls.byAction.GetImage).toBe(asked);
    expect((await atRisk()).imageProblems).toEqual([
      { connection: "cn-shanghai", problem: expect.objectContaining({ code }) },
    ]);
    expect(await single()).toMatchObject({ good: { snapshotId: "snp-new", sizeGb: null } });
    await read(`${ofInstance}/snapshots/snp-new`);
    expect((await read("/cn-shanghai/failures")).coverage.complete).toBe(true);

    emulator.faults.set([]);
    emulator.clock.advance(5 * 60_000);
    await check();
    expect((await atRisk()).imageProblems).toEqual([]);
    expect(await single()).toMatchObject({ good: { sizeGb: expect.any(Number) } });
  });

  it("holds up nothing else while it hangs", async () => {
    emulator.faults.set([parseFault("hang@GetImage")]);
    sync.images.begin(connection);
    await expect.poll(() => emulator.calls.byAction.GetImage).toBe(1);
    await read(`${ofInstance}/snapshots/snp-new`);
    await sync.once("cn-shanghai", "reconcile");
    expect(await single()).toMatchObject({ good: { snapshotId: "snp-new" } });
    pass(20_000);
    await sync.images.settled();
    expect(await images()).toMatchObject({ problem: { code: "upstream.timeout" } });
  });

  it("tells without an index whether an image is there, and refuses what is no id", async () => {
    const alone = createApp({ connections: [connection] });
    const response = await alone.request(`http://localhost/api${oneImage}`);
    expect(await response.json()).toMatchObject({ state: "present" });
    const sorted = await alone.request("http://localhost/api/cn-shanghai/instances?sort=imageSize");
    expect(problemSchema.parse(await sorted.json()).code).toBe("index.unavailable");
    const bad = await ask(`${ofInstance}/images/${encodeURIComponent("a/b")}`);
    expect(bad.status).toBe(400);
  });
});
