import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type AtRiskSort,
  atRiskQuery,
  atRiskSorts,
  failureSnapshotsQuery,
  type Order,
  pushSorts,
} from "../contract";
import { plainInstance, plainSnapshot } from "../contract/rows.testing";
import { atRiskList } from "./at-risk";
import { type TestStore, testEngines } from "./engines.testing";
import { minute, now, push, saveOwners, sourceOf } from "./failed-pushes.testing";
import { failureRows } from "./failure-rows";
import { saveImage } from "./images";
import { saveInstances } from "./instances";
import { saveHistory } from "./save-history";

const engines = await testEngines();
const at = (ago: number) => new Date(now - ago * minute).toISOString();

describe.each(engines)("sorted rows of the index on $name", (engine) => {
  let test: TestStore;
  beforeEach(async () => {
    test = await engine.open();
    await saveOwners(test);
  });
  afterEach(() => test.drop());

  const pushes = async (query: Record<string, string>) =>
    (
      await failureRows(sourceOf(test), failureSnapshotsQuery.parse({ period: "30d", ...query }))
    ).items.map(({ snapshotId }) => snapshotId);
  const both = async (sort: string, more: Record<string, string> = {}) => {
    const ascending = await pushes({ sort, order: "asc", ...more });
    return { ascending, descending: await pushes({ sort, order: "desc", ...more }) };
  };

  it("are pushes by any column over all of them, equal ones newest first", async () => {
    await push(test, 0, [30, "b"], [10, "a"], [20, "a"]);
    await push(test, 1, [5, "Ü"], [40, "Z"]);
    const newest = ["s-1-5", "s-0-10", "s-0-20", "s-0-30", "s-1-40"];
    expect(await pushes({})).toEqual(newest);
    expect(await pushes({ order: "asc" })).toEqual(newest.toReversed());
    expect(await both("owner")).toEqual({
      ascending: ["s-0-10", "s-0-20", "s-0-30", "s-1-5", "s-1-40"],
      descending: ["s-1-5", "s-1-40", "s-0-10", "s-0-20", "s-0-30"],
    });
    // By code point: capitals first, letters with marks last, whatever the database's own language is.
    expect(await both("reason")).toEqual({
      ascending: ["s-1-40", "s-0-10", "s-0-20", "s-0-30", "s-1-5"],
      descending: ["s-1-5", "s-0-30", "s-0-10", "s-0-20", "s-1-40"],
    });
    for (const sort of ["status", "image", "duration", "name"])
      expect(await both(sort), sort).toEqual({ ascending: newest, descending: newest });
    const paged = await Promise.all(
      ["1", "2", "3"].map((page) => pushes({ sort: "instance", size: "2", page })),
    );
    expect(paged.flat()).toEqual(await pushes({ sort: "instance" }));
    for (const sort of pushSorts) expect(await pushes({ sort }), sort).toHaveLength(5);
  });

  it("are pushes without a value last in both directions, and by how long they take right now", async () => {
    await saveHistory(test.index, "c", "dsw-0", {
      items: [
        plainSnapshot("dsw-0", "named", { snapshotName: "env" }),
        plainSnapshot("dsw-0", "unnamed"),
        plainSnapshot("dsw-0", "empty", { snapshotName: "" }),
      ].map((row, n) => ({
        ...row,
        status: "Pushing",
        gmtCreateTime: at(900 + n),
        gmtModifiedTime: at(800 + n * 60),
      })),
      readAt: now - 700 * minute,
      requestId: null,
    });
    const stuck = { outcome: "stuck", hours: "1" };
    expect(await both("name", stuck)).toEqual({
      ascending: ["named", "unnamed", "empty"],
      descending: ["named", "unnamed", "empty"],
    });
    expect((await both("duration", stuck)).descending).toEqual(["empty", "unnamed", "named"]);
  });

  it("are instances at risk by any column, by need at first", async () => {
    const instances = [
      plainInstance("lost", "d", { userName: "ada", workspaceName: "w2" }),
      plainInstance("never", "c", { userName: "bob", workspaceName: "w1" }),
      plainInstance("old", "b", { userName: "ada" }),
      plainInstance("recent", "a", { userName: null, workspaceName: "w1" }),
    ];
    await saveInstances(test.index, "c", instances, now);
    const history = (instanceId: string, ...steps: [ago: number, status: string][]) =>
      saveHistory(test.index, "c", instanceId, {
        items: steps.map(([ago, status]) =>
          plainSnapshot(instanceId, `${instanceId}-${ago}`, {
            status,
            imageId: `image-${instanceId}-${ago}`,
            gmtCreateTime: at(ago + 1),
            gmtModifiedTime: at(ago),
          }),
        ),
        readAt: now,
        requestId: null,
      });
    await history("lost", [50, "Failed"], [40, "Saved"], [4, "Failed"]);
    await history("never", [3, "Failed"]);
    await history("old", [90, "Saved"], [8, "Failed"], [2, "Failed"]);
    await history("recent", [20, "Saved"], [1, "Failed"]);
    await saveImage(
      test.index,
      { connection: "c", instanceId: "lost", imageId: "image-lost-40" },
      { state: "gone", sizeGb: null, readAt: now },
    );
    const ids = async (sort?: AtRiskSort, order?: Order) =>
      (
        await atRiskList(
          { ...sourceOf(test), serviceNow: now },
          atRiskQuery.parse({ ...(sort && { sort }), ...(order && { order }) }),
        )
      ).items.map(({ instanceId }) => instanceId);
    const need = ["lost", "never", "old", "recent"];
    expect(await ids()).toEqual(need);
    expect(await ids("good", "desc")).toEqual(need.toReversed());
    expect(await ids("name", "asc")).toEqual(need.toReversed());
    expect(await ids("lastFailure", "desc")).toEqual(["recent", "old", "never", "lost"]);
    // Two failed since the good image of the one, and since none of the other is good any longer.
    expect(await ids("failedSince", "desc")).toEqual(["old", "lost", "recent", "never"]);
    expect(await ids("owner", "asc")).toEqual(["old", "lost", "never", "recent"]);
    expect(await ids("workspace", "desc")).toEqual(["lost", "recent", "never", "old"]);
    for (const sort of atRiskSorts) expect(await ids(sort, "desc"), sort).toHaveLength(4);
  });
});
