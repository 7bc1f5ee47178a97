import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noStatus, type Snapshot, snapshotListQuery, snapshotSorts } from "../contract";
import { plainSnapshot } from "../contract/rows.testing";
import { compareText } from "./order-by";
import {
  countStatuses,
  deriveHistory,
  deriveSnapshot,
  isPassThrough,
  listSnapshots,
} from "./snapshot-list";

const now = Date.parse("2026-03-01T12:00:00Z");
const query = (input: Record<string, string> = {}) => snapshotListQuery.parse(input);

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const anyTime = fc
  .integer({ min: 0, max: 40 })
  .map((h) => new Date(now - h * 3_600_000).toISOString());
const anyRow: fc.Arbitrary<Snapshot> = fc
  .record({
    instanceId: fc.constant("dsw-1"),
    snapshotId: fc.constant(""),
    snapshotName: maybe(fc.string({ unit: "grapheme", maxLength: 4 })),
    status: maybe(fc.constantFrom("Pushing", "Saved", "Failed", "Hibernating", "Committing")),
    imageId: maybe(fc.string({ maxLength: 3 })),
    imageUrl: maybe(fc.constantFrom("r/a:1", "r/b:1", "r/a:2")),
    reasonCode: maybe(fc.constantFrom("Internal Error", "Quota")),
    reasonMessage: maybe(fc.constantFrom("denied", "超时")),
    gmtCreateTime: maybe(anyTime),
    gmtModifiedTime: maybe(anyTime),
    labels: fc.array(
      fc.record({ key: fc.constant("team"), value: fc.constantFrom("llm", "广告") }),
    ),
    excludePaths: fc.array(fc.constant("/mnt")),
  })
  .map((record) => deriveSnapshot(record, now));
const anyHistory = fc
  .array(anyRow, { maxLength: 60 })
  .map((rows) =>
    rows.map((row, i) => ({ ...row, snapshotId: `snp-${String(i).padStart(3, "0")}` })),
  );

describe("a derived history", () => {
  it("is reused for two seconds, and then derived anew", () => {
    const at = new Date(now).toISOString();
    const records = [
      plainSnapshot("dsw-1", "snp-1", {
        status: "Pushing",
        gmtCreateTime: at,
        gmtModifiedTime: at,
      }),
    ];
    const first = deriveHistory(records, now + 1000);
    expect(deriveHistory(records, now + 2999)).toBe(first);
    expect(deriveHistory(records, now + 3000)[0]?.durationMs).toBe(3000);
  });
});

describe("listSnapshots", () => {
  it("pages through every snapshot once, whatever the sort", () => {
    fc.assert(
      fc.property(
        anyHistory,
        fc.constantFrom(...snapshotSorts),
        fc.constantFrom("asc", "desc"),
        fc.integer({ min: 1, max: 17 }),
        (history, sort, order, size) => {
          const seen: string[] = [];
          for (let page = 1; (page - 1) * size < history.length; page++) {
            const list = listSnapshots(
              history,
              query({ sort, order, size: String(size), page: String(page) }),
            );
            expect(list.total).toBe(history.length);
            seen.push(...list.items.map((row) => row.snapshotId));
          }
          expect(seen.toSorted()).toEqual(history.map((row) => row.snapshotId));
        },
      ),
    );
  });

  it("does not depend on the order the snapshots arrive in", () => {
    fc.assert(
      fc.property(anyHistory, fc.constantFrom(...snapshotSorts), (history, sort) => {
        const ids = (rows: Snapshot[]) =>
          listSnapshots(rows, query({ sort, size: "100" })).items.map((row) => row.snapshotId);
        expect(ids(history.toReversed())).toEqual(ids(history));
      }),
    );
  });

  const row = (snapshotId: string, over: Partial<Snapshot>): Snapshot => ({
    ...deriveSnapshot(plainSnapshot("dsw-1", snapshotId, { status: null }), now),
    ...over,
  });
  const sorted = (rows: Snapshot[], input: Record<string, string>) =>
    listSnapshots(rows, query(input)).items.map((r) => r.snapshotId);

  it("sorts names by code point, missing ones last either way, ties by id", () => {
    const rows = [
      row("d", { snapshotName: "𠀀" }),
      row("c", { snapshotName: "\uffee" }),
      row("b", { snapshotName: null }),
      row("e", { snapshotName: "B" }),
      row("a", { snapshotName: "B" }),
      row("f", { snapshotName: "a" }),
    ];
    expect(sorted(rows, { sort: "name", order: "asc" })).toEqual(["a", "e", "f", "c", "d", "b"]);
    expect(sorted(rows, { sort: "name", order: "desc" })).toEqual(["d", "c", "f", "a", "e", "b"]);
  });

  it("puts equal values newest first in both directions, unknown times last", () => {
    const same = { snapshotName: "nightly", status: "Saved", phase: "succeeded" } as const;
    const rows = [
      row("a", { ...same, gmtCreateTime: "2026-02-01T00:00:00Z" }),
      row("b", { ...same, gmtCreateTime: null }),
      row("c", { ...same, gmtCreateTime: "2026-02-03T00:00:00Z" }),
      row("d", { ...same, gmtCreateTime: "2026-02-02T00:00:00Z" }),
    ];
    for (const sort of ["name", "status", "image", "duration", "reason"]) {
      for (const order of ["asc", "desc"]) {
        expect(sorted(rows, { sort, order }), `${sort} ${order}`).toEqual(["c", "d", "a", "b"]);
      }
    }
  });

  it("ranks statuses by what needs attention: failed, in flight, unknown, succeeded", () => {
    const rows = [
      row("s", { status: "Saved", phase: "succeeded" }),
      row("u", { status: "Hibernating", phase: "unknown" }),
      row("p", { status: "Pushing", phase: "inFlight" }),
      row("f", { status: "Failed", phase: "failed" }),
    ];
    expect(sorted(rows, { sort: "status", order: "asc" })).toEqual(["f", "p", "u", "s"]);
  });

  it("filters by several statuses and searches name, id, image, label and reason", () => {
    const rows = [
      row("snp-1", { status: "Failed", reasonMessage: "Unauthorized: 认证失败" }),
      row("snp-2", { status: "Saved", labels: [{ key: "team", value: "广告" }] }),
      row("snp-3", { status: "Pushing", imageUrl: "registry/llm:v1" }),
    ];
    expect(sorted(rows, { status: "Failed,pushing" })).toEqual(["snp-1", "snp-3"]);
    expect(sorted([...rows, row("snp-4", { status: null })], { status: noStatus })).toEqual([
      "snp-4",
    ]);
    expect(sorted(rows, { q: "unauthorized" })).toEqual(["snp-1"]);
    expect(sorted(rows, { q: "广告" })).toEqual(["snp-2"]);
    expect(sorted(rows, { q: "team=" })).toEqual(["snp-2"]);
    expect(sorted(rows, { q: "LLM" })).toEqual(["snp-3"]);
    expect(sorted(rows, { q: "SNP-2" })).toEqual(["snp-2"]);
  });
});

it("compareText orders as the code points do", () => {
  const byCodePoint = (text: string) => [...text].map((c) => c.codePointAt(0) ?? 0);
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
      const [x, y] = [byCodePoint(a), byCodePoint(b)];
      const i = x.findIndex((point, at) => point !== y[at]);
      const expected = i < 0 || i >= y.length ? x.length - y.length : (x[i] ?? 0) - (y[i] ?? 0);
      expect(Math.sign(compareText(a, b))).toBe(Math.sign(expected));
    }),
  );
});

it("countStatuses counts absent words under the empty one and takes hostile words", () => {
  const rows = ["Failed", "Failed", null, "__proto__", "constructor"].map((status) =>
    deriveSnapshot(plainSnapshot("dsw-1", "snp", { status }), now),
  );
  expect(JSON.parse(JSON.stringify(countStatuses(rows)))).toEqual(
    JSON.parse('{"Failed": 2, "": 1, "__proto__": 1, "constructor": 1}'),
  );
});

it("isPassThrough is true only for creation time without a filter", () => {
  expect(isPassThrough(query())).toBe(true);
  expect(isPassThrough(query({ order: "asc", page: "7" }))).toBe(true);
  expect(isPassThrough(query({ sort: "name" }))).toBe(false);
  expect(isPassThrough(query({ status: "Failed" }))).toBe(false);
  expect(isPassThrough(query({ q: "x" }))).toBe(false);
});
