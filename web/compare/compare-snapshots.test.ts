import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../server/contract";
import { derivedSnapshot } from "../../server/contract/rows.testing";
import {
  type CompareRow,
  compareSnapshots as compareAt,
  countDifferences,
  splitTexts,
} from "./compare-snapshots";

const now = Date.parse("2026-03-01T08:00:00Z");
const compareSnapshots = (left?: Snapshot, right?: Snapshot) => compareAt(left, right, now);

const snapshot = (change: Partial<Snapshot> = {}) =>
  derivedSnapshot("dsw-1", "snp-1", {
    snapshotName: "one",
    imageId: "image-1",
    imageUrl: "registry/a:1",
    gmtCreateTime: "2021-01-12T14:36:01Z",
    gmtModifiedTime: "2021-01-12T14:38:01Z",
    durationMs: 120_000,
    ...change,
  });

const results = (rows: readonly CompareRow[]) =>
  Object.fromEntries(rows.map((row) => ["name" in row ? row.name : row.field, row.result]));

describe("two snapshots side by side", () => {
  it("differ in nothing when they say the same", () => {
    const comparison = compareSnapshots(snapshot(), snapshot({ snapshotId: "snp-2" }));
    expect(countDifferences(comparison)).toEqual({ different: 0, total: 7 });
  });

  it("differ field by field", () => {
    const { outcome, image } = compareSnapshots(
      snapshot(),
      snapshot({ status: "Failed", reasonCode: "E", reasonMessage: "why", imageUrl: null }),
    );
    expect(results(outcome)).toEqual({ status: "different", reason: "different" });
    expect(outcome[1]).toMatchObject({ left: null, right: "E\nwhy" });
    expect(results(image)).toEqual({ imageId: "same", imageUrl: "different" });
  });

  it("tell how much later and how much longer the right one is", () => {
    const { times } = compareSnapshots(
      snapshot(),
      snapshot({ gmtCreateTime: "2021-01-12T14:36:31Z", durationMs: 90_000 }),
    );
    expect(times).toMatchObject([
      { field: "created", result: "different", delta: 30_000 },
      { field: "modified", result: "same", delta: 0 },
      { field: "duration", left: 120_000, right: 90_000, result: "different", delta: -30_000 },
    ]);
  });

  it("take one instant written in two ways for the same, and claim no difference of unknown times", () => {
    const { times } = compareSnapshots(
      snapshot({ durationMs: null, gmtModifiedTime: null }),
      snapshot({ gmtCreateTime: "2021-01-12T22:36:01+08:00" }),
    );
    expect(times).toMatchObject([
      { result: "same", delta: 0 },
      { result: "different", delta: null },
      { result: "different", delta: null },
    ]);
  });

  it("have their labels compared by key, whatever the order", () => {
    const label = (key: string, value: string) => ({ key, value });
    const { labels } = compareSnapshots(
      snapshot({
        labels: [label("team", "a"), label("x", ""), label("gone", "1"), label("t", "2")],
      }),
      snapshot({ labels: [label("t", "3"), label("x", ""), label("team", "a"), label("new", "")] }),
    );
    expect(results(labels)).toEqual({
      gone: "different",
      new: "different",
      t: "different",
      team: "same",
      x: "same",
    });
    expect(labels[1]).toMatchObject({ name: "new", left: null, right: "" });
  });

  it("keep every value of a key given twice", () => {
    const twice = [
      { key: "k", value: "b" },
      { key: "k", value: "a" },
    ];
    const { labels } = compareSnapshots(
      snapshot({ labels: twice }),
      snapshot({ labels: twice.toReversed() }),
    );
    expect(labels).toEqual([
      { field: "label", name: "k", left: "a, b", right: "a, b", result: "same" },
    ]);
  });

  it("have their excluded paths compared as sets", () => {
    const { excludePaths } = compareSnapshots(
      snapshot({ excludePaths: ["/both", "/left", "/both"] }),
      snapshot({ excludePaths: ["/right", "/both"] }),
    );
    expect(excludePaths).toEqual([
      { field: "excludePath", name: "/both", left: true, right: true, result: "same" },
      { field: "excludePath", name: "/left", left: true, right: false, result: "different" },
      { field: "excludePath", name: "/right", left: false, right: true, result: "different" },
    ]);
  });

  it("claim nothing while one of them is missing", () => {
    const comparison = compareSnapshots(undefined, snapshot({ excludePaths: ["/a"] }));
    const rows = Object.values(comparison).flat();
    expect(rows).toHaveLength(8);
    expect(new Set(rows.map(({ result }) => result))).toEqual(new Set(["unknown"]));
    expect(countDifferences(comparison).different).toBe(0);
  });
});

describe("two addresses", () => {
  it("are cut at whole words around what differs", () => {
    expect(
      splitTexts("host/team/env:cuda11.8-ubuntu22", "host/team/env:cuda12.4-ubuntu22"),
    ).toEqual({
      left: { before: "host/team/env:", differing: "cuda11.8", after: "-ubuntu22" },
      right: { before: "host/team/env:", differing: "cuda12.4", after: "-ubuntu22" },
    });
  });

  it.each([
    ["a/b:1", "a/b:12", ["1", "12"]],
    ["a/b", "a/b-x", ["b", "b-x"]],
    ["a/b:t", "a/c/b:t", ["b", "c/b"]],
    ["a:1-1", "a:1-1-1", ["1", "1-1"]],
  ])("lose nothing when cut: %s and %s", (one, other, differing) => {
    const cut = splitTexts(one, other);
    const whole = (part = { before: "", differing: "", after: "" }) =>
      part.before + part.differing + part.after;
    expect([whole(cut?.left), whole(cut?.right)]).toEqual([one, other]);
    expect([cut?.left.differing, cut?.right.differing]).toEqual(differing);
  });

  it("stay whole where they share nothing", () => {
    expect(splitTexts("one/a", "two.b")).toBeNull();
  });
});
