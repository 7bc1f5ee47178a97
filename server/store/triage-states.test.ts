import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { failureGroupQuery, failureListQuery, triageRequestSchema } from "../contract";
import { type TestStore, testEngines } from "./engines.testing";
import { minute, now, push, saveOwners, sourceOf } from "./failed-pushes.testing";
import { failureGroup } from "./failure-group";
import { failureList } from "./failures";
import { knownGroups } from "./known-patterns";
import { changeTriage } from "./triage-states";
import { viewOf } from "./view";

const engines = await testEngines();
const login = "unauthorized: authentication required";
const moon = (who: string) => `the moon was seen by user ${who} at noon`;
const day = 24 * 60;

describe.each(engines)("what people make of groups on $name", (engine) => {
  let test: TestStore;
  beforeEach(async () => {
    test = await engine.open();
    await saveOwners(test);
  });
  afterEach(() => test.drop());

  /** Asked, or changed, so many minutes after `now`. */
  const at = (minutes: number) => sourceOf(test, { now: now + minutes * minute });
  const list = (minutes: number, query: Record<string, string> = {}) =>
    failureList(at(minutes), failureListQuery.parse(query));
  const change = async (minutes: number, request: Record<string, unknown>, who: string | null) => {
    const source = at(minutes);
    const groups = await knownGroups(source, []);
    return changeTriage(test.index, source, groups, { who }, triageRequestSchema.parse(request));
  };
  const groupOf = async (isLogin: boolean) =>
    (await list(0, { triage: "all" })).groups.find(({ cause }) => (cause !== null) === isLogin)
      ?.key ?? "";

  it("is shown to everybody, keeps a group out of the list, and has a history", async () => {
    await push(test, 0, [30, login], [20, moon("ada")]);
    const [failed, strange] = [await groupOf(true), await groupOf(false)];
    const link = "https://issues.example.com/1";
    expect(
      await change(
        1,
        { group: failed, status: "acknowledged", note: " is looked at ", link },
        "Ada",
      ),
    ).toMatchObject({ status: "acknowledged", note: "is looked at", link, who: "Ada", back: null });
    await change(2, { group: strange, status: "resolved" }, null);

    const shown = await list(3);
    expect(shown.groups.map(({ triage }) => triage?.status)).toEqual(["acknowledged"]);
    expect(shown).toMatchObject({ total: 1, pushes: 2 });
    expect(shown.triage).toEqual({
      counts: { open: 0, acknowledged: 1, muted: 0, resolved: 1 },
      mayChange: true,
    });
    expect((await list(3, { triage: "resolved" })).groups.map(({ key }) => key)).toEqual([strange]);
    expect((await list(3, { triage: "all" })).total).toBe(2);
    expect((await list(3, { group: strange })).opened?.triage).toMatchObject({
      status: "resolved",
    });

    await change(4, { group: failed, status: "open" }, "Bob");
    const query = failureGroupQuery.parse({ group: failed });
    const { changes, group } = await failureGroup(at(5), query);
    expect(group?.triage).toBeNull();
    expect(changes.map(({ status, who }) => [status, who])).toEqual([
      ["open", "Bob"],
      ["acknowledged", "Ada"],
    ]);
    for (let n = 0; n < 60; n++) await change(5, { group: failed, status: "acknowledged" }, `${n}`);
    const { changes: newest } = await failureGroup(at(6), query);
    expect(newest.map(({ who }) => who).slice(0, 3)).toEqual(["59", "58", "57"]);
    expect(newest).toHaveLength(50);
  });

  it("comes back by a push that fails after it was resolved, of a member that joined later too", async () => {
    await push(test, 0, [30, moon("ada")], [29, moon("mia")]);
    const group = await groupOf(false);
    await change(1, { group, status: "resolved", note: "fixed" }, "Ada");
    expect((await list(2)).total).toBe(0);
    await push(test, 1, [-5, moon("bob")], [-6, moon("eve")]);
    const [back] = (await list(10)).groups;
    expect(back).toMatchObject({
      count: 4,
      triage: { status: "resolved", back: "recurred", note: "fixed" },
    });
    expect((await list(10)).triage?.counts).toMatchObject({ open: 1, resolved: 0 });
  });

  it("is muted until a time, or until a day hits more instances than before, and then for good", async () => {
    await push(test, 0, [30, login], [40, moon("ada")]);
    const [failed, strange] = [await groupOf(true), await groupOf(false)];
    const until = new Date(now + 60 * minute).toISOString();
    await change(1, { group: failed, status: "muted", until }, null);
    await change(1, { group: strange, status: "muted", untilGrows: true }, null);
    expect((await list(59)).total).toBe(0);
    const over = await list(61);
    expect(over.groups).toMatchObject([{ triage: { status: "muted", back: "over" } }]);

    // One instance a day is what it was before; two on one day are more.
    await push(test, 0, [-2 * day, moon("ada")], [-3 * day - 60, moon("ada")]);
    const statusAt = async (minutes: number) =>
      (await list(minutes, { group: strange, period: "30d" })).opened?.triage?.back;
    expect(await statusAt(4 * day)).toBeNull();
    await push(test, 1, [-3 * day - 90, moon("bob")]);
    expect(await statusAt(4 * day)).toBe("grown");
    expect(await statusAt(20 * day)).toBe("grown");
  });

  it("is for those alone who see the whole connection", async () => {
    await push(test, 0, [30, login]);
    await change(1, { group: await groupOf(true), status: "muted", untilGrows: true }, "Ada");
    const index = viewOf(test.index, {
      id: "ada",
      name: "Ada",
      operator: false,
      owner: null,
      readOnly: false,
      scopeOf: () => [{ workspaces: null, owner: "u-ada" }],
    });
    const source = { ...at(2), index, triage: { mayChange: false } };
    expect((await failureList(source, failureListQuery.parse({}))).groups).toMatchObject([
      { triage: null },
    ]);
  });
});
