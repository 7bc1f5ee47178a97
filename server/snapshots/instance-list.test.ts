import { describe, expect, it } from "vitest";
import { instanceListQuery } from "../contract";
import { plainInstance } from "../contract/rows.testing";
import { instanceFacets, isPassThrough, listInstances } from "./instance-list";

const now = Date.parse("2026-03-01T08:00:00Z");
const latest = (status: string | null, gmtModifiedTime = "2026-03-01T07:00:00Z") => ({
  latestSnapshot: {
    status,
    imageName: null,
    imageUrl: null,
    reasonCode: null,
    reasonMessage: null,
    gmtCreateTime: null,
    gmtModifiedTime,
  },
});
const all = [
  plainInstance("dsw-saved", "a", { userId: "11", userName: "lin", ...latest("Saved") }),
  plainInstance("dsw-pushing", "b", { userId: "22", userName: null, ...latest("Pushing") }),
  plainInstance("dsw-never", "c", { userId: "11", userName: "lin" }),
  plainInstance("dsw-new-word", "d", latest("Mirroring", "2026-02-20T07:00:00Z")),
  plainInstance("dsw-failed", "e", { userId: "22", ...latest("Failed") }),
  plainInstance("dsw-committing", "f", { userId: "33", userName: "bo", ...latest("Committing") }),
];
const sizes = new Map([
  ["dsw-saved", 20],
  ["dsw-pushing", 9.5],
  ["dsw-failed", 64],
]);
const ask = (given: Record<string, string>, owner: string | null = null) =>
  listInstances(all, instanceListQuery.parse(given), { now, owner, sizes }).items.map((row) =>
    row.instanceId.replace("dsw-", ""),
  );

describe("instances", () => {
  it("are filtered by where their newest snapshot stands, an old unknown word among them", () => {
    const by = (given: string) => ask({ latest: given, sort: "name", order: "asc" });
    expect(by("inFlight")).toEqual(["pushing", "committing"]);
    expect(by("failed,none")).toEqual(["never", "failed"]);
    expect(by("unknown")).toEqual(["new-word"]);
    expect(instanceListQuery.safeParse({ latest: "running" }).success).toBe(false);
  });

  it("are sorted by it with what failed first, and without any snapshot last", () => {
    const ascending = ["failed", "committing", "pushing", "new-word", "saved", "never"];
    expect(ask({ sort: "latest", order: "asc" })).toEqual(ascending);
    const [never, ...rest] = ascending.toReversed();
    expect(ask({ sort: "latest", order: "desc" })).toEqual([...rest, never]);
  });

  it("are filtered by owner, and by whoever asks; where that is nobody known, none is theirs", () => {
    const by = (owner: string, self?: string) => ask({ owner, sort: "name", order: "asc" }, self);
    expect(by("22,33")).toEqual(["pushing", "failed", "committing"]);
    expect(by("me", "11")).toEqual(["saved", "never"]);
    // What is kept of one reader's list is no other's.
    expect(by("me", "33")).toEqual(["committing"]);
    expect(by("me")).toEqual([]);
    expect(by("me,11", "22")).toEqual(["saved", "pushing", "never", "failed"]);
  });

  it("are sorted by owner, by the name where there is one", () => {
    const sorted = ask({ sort: "owner", order: "asc" });
    expect(sorted.slice(0, 2).toSorted()).toEqual(["failed", "pushing"]);
    expect(sorted.slice(2)).toEqual(["committing", "never", "saved", "new-word"]);
  });

  it("are filtered and sorted by the size of their image, unknown ones last", () => {
    expect(ask({ sort: "imageSize" }).slice(0, 3)).toEqual(["failed", "saved", "pushing"]);
    expect(ask({ sort: "imageSize", order: "asc" }).slice(0, 3)).toEqual([
      "pushing",
      "saved",
      "failed",
    ]);
    expect(ask({ imageSize: "from20to50,under10", sort: "imageSize" })).toEqual([
      "saved",
      "pushing",
    ]);
    expect(ask({ imageSize: "unknown" })).toHaveLength(3);
  });

  it("are counted by it all, and by whose they are only for whom that is known of", () => {
    const nobody = instanceFacets(all, { now, owner: null });
    expect(nobody).toMatchObject({
      latest: { failed: 1, inFlight: 2, unknown: 1, succeeded: 1, none: 1 },
      mine: null,
    });
    expect(nobody.owners).toEqual([
      { id: "22", name: null, count: 2 },
      { id: "33", name: "bo", count: 1 },
      { id: "11", name: "lin", count: 2 },
    ]);
    expect(instanceFacets(all, { now, owner: "11" }).mine).toBe(2);
    expect(instanceFacets(all, { now, owner: "99" }).mine).toBe(0);
  });

  it("are asked of the service page by page only where it sorts and filters by itself", () => {
    const passes = (given: Record<string, string>) => isPassThrough(instanceListQuery.parse(given));
    expect(passes({ sort: "created" })).toBe(true);
    for (const filter of [{ owner: "me" }, { latest: "failed" }, { imageSize: "unknown" }])
      expect(passes(filter)).toBe(false);
  });
});
