import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "../access/viewer";
import { failureGroupQuery, failureListQuery, failureSnapshotsQuery } from "../contract";
import { type TestStore, testEngines } from "./engines.testing";
import { push, saveOwners, sourceOf, syncedOnce } from "./failed-pushes.testing";
import { failureGroup } from "./failure-group";
import { failureRows } from "./failure-rows";
import type { FailureSource } from "./failure-source";
import { failureList } from "./failures";
import { fireNow } from "./fire";
import { statusHistory } from "./history";
import { groupOfPush } from "./push-group";
import { viewOf, wholeView } from "./view";

const engines = await testEngines();

describe.each(engines)("groups of failures on $name", (engine) => {
  let test: TestStore;
  beforeEach(async () => {
    test = await engine.open();
    await saveOwners(test);
  });
  afterEach(() => test.drop());

  const fail = (instance: number, ...pushes: [minutesAgo: number, message: string][]) =>
    push(test, instance, ...pushes);
  const source = (over: Partial<FailureSource> = {}) => sourceOf(test, over);
  const list = (query: Record<string, string> = {}, over: Partial<FailureSource> = {}) =>
    failureList(source(over), failureListQuery.parse(query));
  const rows = (query: Record<string, string>) =>
    failureRows(source(), failureSnapshotsQuery.parse(query));

  const login = (who: string) => `unauthorized: authentication required for user ${who}`;
  const expired = "401 Unauthorized: the token has expired";
  const strange = (who: string) => `the moon was seen by user ${who} at noon`;

  it("stand under their cause, with their patterns below, and an old link finds them", async () => {
    await fail(0, [30, login("ada")], [20, expired], [10, strange("ada")]);
    const before = await list();
    const link = before.groups.find(({ cause }) => cause === null)?.key ?? "";
    await fail(1, [8, login("bob")], [4, strange("bob")], [3, strange("bob")]);
    await fail(2, [2, strange("eve")]);

    const { groups, total } = await list({ sort: "count" });
    expect(total).toBe(2);
    const [moon, ofLogin] = groups;
    expect(ofLogin).toMatchObject({ count: 3, instances: 2, patternCount: 2 });
    expect(ofLogin?.cause?.id).toMatch(/login|auth/i);
    expect(ofLogin?.patterns.map(({ count }) => count)).toEqual([2, 1]);
    expect(moon).toMatchObject({
      key: link,
      count: 4,
      instances: 3,
      cause: null,
      owners: {
        values: [
          { value: "u-bob", label: "bob", count: 2 },
          { value: "u-ada", count: 1 },
          { value: "u-eve", count: 1 },
        ],
        distinct: 3,
      },
      workspaces: { values: [{ value: "ws-1", label: "research", count: 4 }], distinct: 1 },
      codes: { values: [{ value: "ImagePushFailed", label: null, count: 4 }], distinct: 1 },
    });
    const { opened } = await list({ group: link });
    expect(opened).toMatchObject({ key: link, count: 4 });
    expect((await rows({ group: link })).total).toBe(4);
  });

  it("tell what stands at a place of a pattern, and are narrowed to one value", async () => {
    await fail(0, [30, strange("ada")], [20, strange("bob")], [10, strange("bob")]);
    await fail(1, [8, strange("eve")], [5, strange("mia")]);
    const [group] = (await list()).groups;
    const key = group?.key ?? "";
    const details = await failureGroup(source(), failureGroupQuery.parse({ group: key }));
    expect(details).toMatchObject({ patternCount: 1, counted: 5 });
    expect(details.patterns[0]?.places).toMatchObject([
      { place: 0, distinct: 4, values: [{ value: "bob", count: 2 }, {}, {}, {}] },
    ]);
    const narrowed = await rows({ group: key, place: "0", value: "bob" });
    expect(narrowed.items.map(({ reasonMessage }) => reasonMessage)).toEqual([
      strange("bob"),
      strange("bob"),
    ]);
    expect(narrowed.messages).toHaveLength(1);
    expect((await rows({ group: key, place: "0", value: "nobody" })).total).toBe(0);
  });

  it("tell no secret that stands alone at a place of a pattern", async () => {
    const refused = (word: string) => `the moon refused us: Authorization: Bearer ${word}`;
    await fail(0, [30, refused("k3y0001a2b3c")], [20, refused("k3y0002d4e5f")]);
    const [group] = (await list()).groups;
    const key = group?.key ?? "";
    const details = await failureGroup(source(), failureGroupQuery.parse({ group: key }));
    expect(details.patterns[0]?.places).toMatchObject([
      { distinct: 1, values: [{ value: "***", count: 2 }] },
    ]);
    expect((await rows({ group: key, place: "0", value: "***" })).total).toBe(2);
  });

  it("are the same whatever the order of arrival, and after a restart", async () => {
    const told = async (index: FailureSource["index"]) =>
      (await list({ sort: "count" }, { index })).groups;
    await fail(0, [30, strange("ada")]);
    await told(wholeView(test.index));
    await fail(1, [40, strange("bob")]);
    await told(wholeView(test.index));
    await fail(2, [20, strange("eve")], [35, login("ada")]);
    // The same index under another name has nothing kept beside it, as after a restart.
    const anew = wholeView({ ...test.index });
    expect(await told(wholeView(test.index))).toEqual(await told(anew));
  });

  it("are told of one of their pushes: the cause, and how many others there are", async () => {
    await fail(0, [30, login("ada")], [20, expired], [10, strange("ada")]);
    await fail(1, [60 * 24 * 40, login("bob")], [8, login("bob")]);
    const { groups } = await list({ sort: "count" });
    const groupOf = async (snapshotId: string) => {
      const [, instance] = snapshotId.split("-");
      const place = { connection: "c", instanceId: `dsw-${instance}`, snapshotId };
      const { item } = await statusHistory(source().index, place, source().now);
      return groupOfPush(source(), item);
    };
    expect(await groupOf("s-0-30")).toEqual({
      key: groups[0]?.key,
      others: 2,
      cause: groups[0]?.cause,
    });
    // One that is older than what is counted has all of these beside it.
    expect(await groupOf(`s-1-${60 * 24 * 40}`)).toMatchObject({ others: 3 });
    expect(await groupOf("s-0-10")).toMatchObject({ others: 0, cause: null });
    await push(test, 2, [5, null]);
    expect(await groupOf("s-2-5")).toBeNull();
    expect(await groupOf("s-2-6")).toBeNull();
  });

  it("advise to exclude paths where an instance is known to support that, and say how many are", async () => {
    const full = (n: number) => `write /data/${n}: no space left on device`;
    for (const n of [0, 1, 2]) await fail(n, [30 - n, full(n)]);
    const advised = async (query: Record<string, string> = {}) => {
      const { groups } = await list({ ...query, sort: "count" });
      const texts = groups[0]?.cause?.advice.en.map(({ text }) => text) ?? [];
      expect(texts.length).toBeGreaterThan(0);
      return texts.filter((text) => text.includes("excluded paths"));
    };
    const leaveOut = (n: number) =>
      test.index.db
        .updateTable("snapshots")
        .set({ exclude_paths: JSON.stringify(["/root/.cache"]) })
        .where("instance_id", "=", `dsw-${n}`)
        .execute();
    expect(await advised()).toEqual([]);
    await leaveOut(1);
    expect(await advised()).toEqual([
      expect.stringContaining("(1 of these 3 instances is known to support excluded paths.)"),
    ]);
    // Of the pushes of that one alone there is nothing to add, and of another one's nothing to advise.
    expect(await advised({ owner: "u-bob" })).toEqual([expect.not.stringContaining("known")]);
    expect(await advised({ owner: "u-eve" })).toEqual([]);
    await leaveOut(0);
    await leaveOut(2);
    expect(await advised()).toEqual([expect.not.stringContaining("known")]);
  });

  it("are made of what one may see alone, down to a template's words", async () => {
    await fail(0, [30, strange("ada")]);
    await fail(1, [20, strange("bob")], [15, "a word that only bob may read"]);
    await fail(2, [10, strange("eve")]);
    const viewer: Viewer = {
      id: "ada",
      name: "Ada",
      operator: false,
      owner: null,
      readOnly: false,
      scopeOf: () => [{ workspaces: null, owner: "u-ada" }],
    };
    const index = viewOf(test.index, viewer);
    await list();
    const own = await list({}, { index });
    expect(own.groups).toHaveLength(1);
    expect(own.groups[0]?.patterns[0]?.parts.map(({ text }) => text).join("")).toBe(strange("ada"));
    expect(JSON.stringify(own)).not.toMatch(/bob|eve/);
  });

  it("are on fire when more fail than in the same hours of the weeks before", async () => {
    const weekAgo = (weeks: number): [number, null][] =>
      Array.from({ length: 6 }, (_, n) => [weeks * 7 * 24 * 60 + 30 + n, null]);
    const past = [1, 2, 3].flatMap(weekAgo);
    await push(test, 0, ...past, [200, login("ada")], [100, login("ada")], [90, expired]);
    const states = [await syncedOnce(test)];
    expect((await fireNow(source({ states }))).fire).toEqual({
      status: "unknown",
      why: "coverage",
    });
    for (const unread of [1, 2]) await push(test, unread);
    const quiet = await fireNow(source({ states }));
    expect(quiet.fire).toEqual({ status: "usual" });
    await push(test, 1, [80, login("bob")], [70, login("bob")], [60, strange("bob")]);
    await push(test, 2, [50, login("eve")]);
    const { fire } = await fireNow(source({ states }));
    expect(fire).toMatchObject({
      status: "unusual",
      failed: 7,
      settled: 7,
      rate: 1,
      usualRate: 0,
      weeks: 3,
      leading: {
        count: 6,
        since: "2026-03-01T04:40:00.000Z",
        registry: { value: "registry-a.cn-shanghai.aliyuncs.com", count: 6 },
        instances: 3,
        owners: { distinct: 3 },
      },
    });
    const { groups } = await list({ sort: "count" });
    expect(fire).toMatchObject({ leading: { group: groups[0]?.key, cause: groups[0]?.cause } });
  });
});
