import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { UpstreamSnapshot } from "../contract";
import { plainInstance, plainSnapshot } from "../contract/rows.testing";
import { type TestStore, testEngines } from "./engines.testing";
import { statusHistory } from "./history";
import { saveImage } from "./images";
import { saveInstances } from "./instances";
import { saveHistory } from "./save-history";
import { searchInstances } from "./search-instances";
import { searchSnapshots } from "./search-snapshots";
import { snapshotTimeline } from "./timeline";
import { wholeView } from "./view";

const minute = 60_000;
const start = Date.parse("2026-03-01T08:00:00Z");
const engines = await testEngines();
const at = (minutes: number) => `${new Date(start + minutes * minute).toISOString().slice(0, 19)}Z`;

const snapshot = (snapshotId: string, more: Partial<UpstreamSnapshot> = {}) =>
  plainSnapshot("dsw-a", snapshotId, {
    snapshotName: `env ${snapshotId}`,
    gmtCreateTime: at(0),
    gmtModifiedTime: at(10),
    ...more,
  });

describe.each(engines)("what the index remembers on $name", (engine) => {
  let test: TestStore;
  beforeEach(async () => {
    test = await engine.open();
    const known = [plainInstance("dsw-a", "训练 notebook"), plainInstance("dsw-b", "100%_plain")];
    await saveInstances(test.index, "c", known, start);
  });
  afterEach(() => test.drop());

  const read = (minutes: number, ...items: UpstreamSnapshot[]) =>
    saveHistory(test.index, "c", "dsw-a", {
      items,
      readAt: start + minutes * minute,
      requestId: `req-${minutes}`,
      // Whatever a reading lacks here is gone.
      gone: new Set(["s1", "s2", "s3"]),
    });
  const recall = (snapshotId: string, minutes: number) =>
    statusHistory(
      wholeView(test.index),
      { connection: "c", instanceId: "dsw-a", snapshotId },
      start + minutes * minute,
    );

  it("tells the statuses a snapshot was seen in, and what it was after it is gone", async () => {
    const pushing = { status: "Pushing", gmtModifiedTime: at(4) };
    await read(1, snapshot("s1", { status: "Committing", gmtModifiedTime: at(0) }));
    await read(5, snapshot("s1", pushing));
    await read(6, snapshot("s1", pushing));
    await read(20, snapshot("s1", { status: "Failed", gmtModifiedTime: at(15) }));
    await read(30);
    const memory = await recall("s1", 60);
    expect(memory.steps).toEqual([
      { status: "Committing", phase: "inFlight", at: at(0) },
      { status: "Pushing", phase: "inFlight", at: at(4) },
      { status: "Failed", phase: "failed", at: at(15) },
    ]);
    expect(memory.item).toMatchObject({
      snapshotName: "env s1",
      instanceName: "训练 notebook",
      goneAt: at(30),
      durationMs: 15 * minute,
      requestId: "req-30",
    });
    expect(memory.lastSeenAt).toBe(at(20));
  });

  it("tells the newest good image from before a snapshot that is still listed", async () => {
    const saved = (snapshotId: string, minutes: number) =>
      snapshot(snapshotId, {
        imageId: `image-${snapshotId}`,
        imageUrl: `r/a:${snapshotId}`,
        gmtModifiedTime: at(minutes),
      });
    const failed = snapshot("s4", { status: "Failed", gmtModifiedTime: at(40) });
    await read(50, saved("s1", 10), saved("s2", 20), saved("s3", 30), failed, saved("s5", 45));
    expect((await recall("s4", 60)).goodBefore).toEqual({
      snapshotId: "s3",
      snapshotName: "env s3",
      imageUrl: "r/a:s3",
      at: at(30),
    });
    await read(51, saved("s1", 10), saved("s2", 20), failed, saved("s5", 45));
    expect((await recall("s4", 60)).goodBefore).toMatchObject({ snapshotId: "s2" });
    expect((await recall("s1", 60)).goodBefore).toBeNull();
    const image = { connection: "c", instanceId: "dsw-a", imageId: "image-s2" };
    await saveImage(test.index, image, { state: "gone", sizeGb: null, readAt: 0 });
    expect((await recall("s4", 60)).goodBefore).toMatchObject({ snapshotId: "s1" });
    expect((await recall("s9", 60)).goodBefore).toBeNull();
  });

  it("tells the listed snapshot created last before one, whatever became of it", async () => {
    const created = (snapshotId: string, minutes: number, more = {}) =>
      snapshot(snapshotId, { gmtCreateTime: at(minutes), gmtModifiedTime: at(90), ...more });
    const all = [
      created("s1", 10),
      created("s2", 30, { status: "Failed" }),
      created("s3", 20),
      created("s4", 40),
      created("s5", 40),
    ];
    await read(100, ...all);
    const previous = async (id: string) => (await recall(id, 101)).previous;
    expect(await previous("s4")).toMatchObject({ snapshotId: "s5" });
    expect(await previous("s5")).toEqual({
      snapshotId: "s2",
      snapshotName: "env s2",
      at: at(30),
    });
    expect(await previous("s1")).toBeNull();
    await read(102, ...all.filter(({ snapshotId }) => snapshotId !== "s2"));
    expect(await previous("s5")).toMatchObject({ snapshotId: "s3" });
  });

  it("lets a push that vanished in flight grow no older", async () => {
    await read(5, snapshot("s1", { status: "Pushing" }));
    await read(8);
    expect((await recall("s1", 600)).item?.durationMs).toBe(8 * minute);
  });

  it("knows nothing of what it never saw", async () => {
    expect(await recall("s9", 1)).toMatchObject({ item: null, steps: [], lastSeenAt: null });
  });

  it("strips an instance's history, oldest first, with its usual time", async () => {
    await read(
      60,
      snapshot("s1", { gmtCreateTime: at(0), gmtModifiedTime: at(10) }),
      snapshot("s2", { gmtCreateTime: at(20), gmtModifiedTime: at(50) }),
      snapshot("s3", { gmtCreateTime: at(55), status: "Pushing", gmtModifiedTime: at(55) }),
    );
    await read(61, snapshot("s2", { gmtCreateTime: at(20), gmtModifiedTime: at(50) }));
    const strip = await snapshotTimeline(wholeView(test.index), {
      connection: "c",
      instanceId: "dsw-a",
    });
    expect(strip.total).toBe(3);
    expect(strip.typicalMs).toBe(10 * minute);
    expect(strip.readAt).toBe(new Date(start + 61 * minute).toISOString());
    expect(
      strip.entries.map(({ snapshotId, phase, durationMs, gone }) => [
        snapshotId,
        phase,
        durationMs,
        gone,
      ]),
    ).toEqual([
      ["s1", "succeeded", 10 * minute, true],
      ["s2", "succeeded", 30 * minute, false],
      ["s3", "inFlight", 6 * minute, true],
    ]);
  });

  it("finds instances by name or id, and takes wildcards at their word", async () => {
    const ids = async (q: string) =>
      (await searchInstances(wholeView(test.index), ["c"], q)).map(({ instanceId }) => instanceId);
    expect(await ids("NOTEBOOK")).toEqual(["dsw-a"]);
    expect(await ids("训练")).toEqual(["dsw-a"]);
    expect(await ids("dsw-")).toEqual(["dsw-a", "dsw-b"]);
    expect(await ids("%_")).toEqual(["dsw-b"]);
    expect(await ids("dsw_")).toEqual([]);
    expect(await searchInstances(wholeView(test.index), ["other"], "dsw")).toEqual([]);
  });

  it("finds snapshots by id, name, image or label; an exact id alone", async () => {
    await read(
      1,
      snapshot("s1", { imageUrl: "registry.example/Team/torch:2", gmtModifiedTime: at(1) }),
      snapshot("s10", { labels: [{ key: "owner", value: "王伟" }], gmtModifiedTime: at(2) }),
      snapshot("s2", { snapshotName: "Nightly", gmtModifiedTime: at(3) }),
    );
    const ids = async (q: string) =>
      (await searchSnapshots(wholeView(test.index), ["c"], q)).map(({ snapshotId }) => snapshotId);
    expect(await ids("s1")).toEqual(["s1"]);
    expect(await ids("team/torch")).toEqual(["s1"]);
    expect(await ids("owner=王")).toEqual(["s10"]);
    expect(await ids("nightly")).toEqual(["s2"]);
    expect(await ids("s")).toEqual(["s2", "s10", "s1"]);
    expect(await ids("nothing like it")).toEqual([]);
  });
});
