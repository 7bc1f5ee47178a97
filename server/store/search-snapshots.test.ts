import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainSnapshot } from "../contract/rows.testing";
import { type TestStore, testEngines } from "./engines.testing";
import { now, saveOwners } from "./failed-pushes.testing";
import { saveHistory } from "./save-history";
import { searchSnapshots } from "./search-snapshots";
import { wholeView } from "./view";

const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

const messages = [
  "denied: requested access to the resource is denied",
  "镜像提交失败：磁盘空间不足",
  'received "unexpected" HTTP 100%_status',
  "ΑΒΓ Ünïcode ＦＵＬＬ",
];

/** Thirty snapshots of two connections; every third failed. */
const snapshots = Array.from({ length: 30 }, (_, n) =>
  plainSnapshot(`dsw-${n % 3}`, `snp-${n}`, {
    snapshotName: `训练环境-cuda${n % 7}`,
    status: n % 3 === 0 ? "Failed" : "Saved",
    reasonCode: n % 3 === 0 ? `ImagePushFailed${n % 2}` : null,
    reasonMessage: n % 3 === 0 ? (messages[n % 4] ?? null) : null,
    imageUrl: `registry-${n % 4}.cn-shanghai.aliyuncs.com/team/notebook:v${n}`,
    labels: [{ key: "team", value: `视觉-${n % 5}` }],
    gmtCreateTime: iso(now - n * 3_600_000),
    gmtModifiedTime: iso(now - n * 3_600_000),
  }),
);

const textOf = (n: number) => {
  const { snapshotId, snapshotName, imageId, imageUrl, labels, reasonCode, reasonMessage } =
    snapshots[n] ?? plainSnapshot("", "", {});
  const label = labels.map(({ key, value }) => `${key}=${value}`);
  return [snapshotId, snapshotName, imageId, imageUrl, ...label, reasonCode, reasonMessage]
    .filter((part) => part !== null)
    .join("\n")
    .toLowerCase();
};

const save = ({ index }: TestStore, connection: string, items: typeof snapshots) =>
  Promise.all(
    ["dsw-0", "dsw-1", "dsw-2"].map((id) =>
      saveHistory(index, connection, id, {
        items: items.filter((one) => one.instanceId === id),
        readAt: now,
        requestId: null,
      }),
    ),
  );

describe.each(await testEngines())("a search on $name", ({ open }) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await open();
    for (const connection of ["c", "d"]) {
      await saveOwners(store, connection);
      await save(store, connection, snapshots);
    }
  });
  afterAll(() => store.drop());

  const found = async (q: string, newest?: number) =>
    (await searchSnapshots(wholeView(store.index), ["c", "d"], q, newest)).map(
      ({ connection, snapshotId }) => `${snapshotId} ${connection}`,
    );

  it("finds the newest that contain any part of any text, whether or not the newest hold enough", async () => {
    const part = fc
      .tuple(fc.nat(29), fc.nat(), fc.integer({ min: 1, max: 9 }))
      .map(([n, from, length]) => {
        const text = textOf(n);
        return text.slice(from % text.length).slice(0, length);
      });
    const anything = fc.string({ unit: "grapheme", minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ weight: 4, arbitrary: part }, anything),
        fc.constantFrom(0, 4, 5_000),
        async (words, newest) => {
          const q = words.trim();
          if (q === "" || q.includes("\u0000")) return;
          const matching = snapshots.filter((_, n) => textOf(n).includes(q.toLowerCase()));
          const exact = snapshots.filter(({ snapshotId }) => snapshotId === q);
          const expected = (exact.length > 0 ? exact : matching)
            .flatMap(({ snapshotId }) => [`${snapshotId} c`, `${snapshotId} d`])
            .slice(0, 12);
          expect(await found(q, newest)).toEqual(expected);
        },
      ),
      { numRuns: 120 },
    );
  });

  it("tells in which field the text was found, with the words around it", async () => {
    const matched = async (q: string) =>
      (await searchSnapshots(wholeView(store.index), ["c"], q))[0]?.matched;
    expect(await matched("SNP-3")).toMatchObject({ field: "snapshotId" });
    expect(await matched("环境-cuda2")).toEqual({
      field: "snapshotName",
      text: "训练环境-cuda2",
    });
    expect(await matched("视觉-4")).toEqual({ field: "label", text: "team=视觉-4" });
    expect(await matched("notebook:v7")).toMatchObject({ field: "imageUrl" });
    expect(await matched("pushfailed1")).toEqual({ field: "reasonCode", text: "ImagePushFailed1" });
    expect(await matched("磁盘空间")).toEqual({ field: "reasonMessage", text: messages[1] });
  });

  it("follows what is written over", async () => {
    const renamed = snapshots.map((one) =>
      one.snapshotId === "snp-29" ? { ...one, snapshotName: "renamed-since" } : one,
    );
    await save(store, "c", renamed);
    expect(await found("renamed-since", 0)).toEqual(["snp-29 c"]);
    await save(store, "c", snapshots);
    expect(await found("renamed-since", 0)).toEqual([]);
  });
});
