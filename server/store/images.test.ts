import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { atRiskQuery } from "../contract";
import { plainInstance, plainSnapshot } from "../contract/rows.testing";
import { atRiskList } from "./at-risk";
import { type TestStore, testEngines } from "./engines.testing";
import { imagesOf, imagesToCheck, pruneImages, saveImage } from "./images";
import { saveInstances } from "./instances";
import { saveHistory } from "./save-history";
import { wholeView } from "./view";

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse("2026-03-01T08:00:00Z");
const engines = await testEngines();

describe.each(engines)("what is known of images on $name", (engine) => {
  let test: TestStore;
  beforeEach(async () => {
    test = await engine.open();
  });
  afterEach(() => test.drop());

  /** An instance whose snapshots have these statuses, an hour apart, the last an hour ago. */
  async function instance(instanceId: string, ...statuses: string[]) {
    await saveInstances(test.index, "c", [plainInstance(instanceId, instanceId)], start);
    const items = statuses.map((status, number) => {
      const at = new Date(start - (statuses.length - number) * hour).toISOString();
      return plainSnapshot(instanceId, `${instanceId}-${number + 1}`, {
        status,
        imageId: `image-${instanceId}-${number + 1}`,
        gmtCreateTime: at,
        gmtModifiedTime: at,
      });
    });
    const history = { items, readAt: start, requestId: null, gone: new Set<string>() };
    await saveHistory(test.index, "c", instanceId, history);
  }
  const save = (
    instanceId: string,
    number: number,
    state: "present" | "gone",
    { sizeGb = null, readAt = start }: { sizeGb?: number | null; readAt?: number } = {},
  ) =>
    saveImage(
      test.index,
      { connection: "c", instanceId, imageId: `image-${instanceId}-${number}` },
      { state, sizeGb, readAt },
    );
  const toCheck = async (now = start, limit = 10) =>
    (await imagesToCheck(test.index, "c", now, limit)).map(({ imageId }) => imageId);
  const atRisk = async () => {
    const source = { index: wholeView(test.index), connections: ["c"], states: [], catalogue: [] };
    const list = await atRiskList(
      { ...source, now: start, serviceNow: start },
      atRiskQuery.parse({}),
    );
    return list.items.map(({ instanceId, good, goneImages, failedSince }) => ({
      instanceId,
      good: good?.snapshotId ?? null,
      sizeGb: good?.sizeGb ?? null,
      goneImages,
      failedSince,
    }));
  };

  it("asks for the newest good image of each instance at risk, and of no other", async () => {
    await instance("a", "Saved", "Saved", "Failed");
    await instance("b", "Failed", "Saved");
    await instance("d", "Failed");
    expect(await toCheck()).toEqual(["image-a-2"]);
  });

  it("asks again after a day, and for the next older one where an image is gone", async () => {
    await instance("a", "Saved", "Saved", "Failed");
    await save("a", 2, "present");
    expect(await toCheck()).toEqual([]);
    expect(await toCheck(start + day - 1)).toEqual([]);
    expect(await toCheck(start + day)).toEqual(["image-a-2"]);
    await save("a", 2, "gone");
    expect(await toCheck()).toEqual(["image-a-1"]);
    await save("a", 1, "gone");
    expect(await toCheck()).toEqual([]);
    // That it is gone is doubted after a day as well.
    expect(await toCheck(start + day)).toEqual(["image-a-2"]);
  });

  it("asks first for what was never asked for, and for no more than it is let", async () => {
    await instance("a", "Saved", "Failed");
    await instance("b", "Saved", "Failed");
    await save("a", 1, "present", { readAt: start - 2 * day });
    expect(await toCheck()).toEqual(["image-b-1", "image-a-1"]);
    expect(await toCheck(start, 1)).toEqual(["image-b-1"]);
  });

  it("puts an instance whose every good image is gone on top, and takes an older one that is left", async () => {
    await instance("a", "Saved", "Saved", "Failed");
    await instance("b", "Saved", "Failed", "Saved", "Failed");
    await instance("never", "Failed");
    await instance("lost", "Saved", "Failed");
    await save("a", 2, "present", { sizeGb: 12.5 });
    await save("b", 3, "gone");
    await save("lost", 1, "gone");
    expect(await atRisk()).toEqual([
      { instanceId: "lost", good: null, sizeGb: null, goneImages: 1, failedSince: 1 },
      { instanceId: "never", good: null, sizeGb: null, goneImages: 0, failedSince: 1 },
      { instanceId: "b", good: "b-1", sizeGb: null, goneImages: 1, failedSince: 2 },
      { instanceId: "a", good: "a-2", sizeGb: 12.5, goneImages: 0, failedSince: 1 },
    ]);
    await save("lost", 1, "present");
    expect((await atRisk())[0]).toMatchObject({ instanceId: "never" });
  });

  it("tells an instance's images oldest first, and which of them are to be read", async () => {
    await instance("a", "Saved", "Failed", "Saved", "Saved");
    await save("a", 1, "present", { sizeGb: 8 });
    await save("a", 3, "gone", { readAt: start - 2 * day });
    const place = { connection: "c", instanceId: "a" };
    const { items, unread } = await imagesOf(wholeView(test.index), place, start);
    expect(items.map(({ snapshotId, state, sizeGb }) => [snapshotId, state, sizeGb])).toEqual([
      ["a-1", "present", 8],
      ["a-3", "gone", null],
    ]);
    expect(unread).toEqual(["image-a-4", "image-a-3"]);
  });

  it("keeps the size of an image that is gone, and nothing of one that nobody has", async () => {
    await instance("a", "Saved");
    await save("a", 1, "present", { sizeGb: 8 });
    await save("a", 1, "gone");
    await save("a", 77, "gone");
    await save("nobody", 1, "present");
    const rows = await test.index.db.selectFrom("images").selectAll().execute();
    expect(rows).toEqual([
      expect.objectContaining({ image_id: "image-a-1", state: "gone", size_gb: 8 }),
    ]);
  });

  it("forgets what was read long ago, and what is too much", async () => {
    const row = (number: number, readAt: number) => ({
      connection: "c",
      instance_id: "a",
      image_id: `image-${number}`,
      state: "present" as const,
      size_gb: null,
      read_at: readAt,
    });
    const many = Array.from({ length: 20_002 }, (_, number) => row(number, start + number));
    for (let at = 0; at < many.length; at += 1_000) {
      const some = many.slice(at, at + 1_000);
      await test.index.db.insertInto("images").values(some).execute();
    }
    const old = [row(-1, start - 31 * day), { ...row(-2, 0), connection: "other" }];
    await test.index.db.insertInto("images").values(old).execute();
    await pruneImages(test.index, "c", start);
    const left = await test.index.db
      .selectFrom("images")
      .select(["connection", "read_at"])
      .orderBy("read_at")
      .execute();
    expect(left).toHaveLength(20_001);
    expect(left.slice(0, 2)).toEqual([
      { connection: "other", read_at: 0 },
      { connection: "c", read_at: start + 2 },
    ]);
  });
});
