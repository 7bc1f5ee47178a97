import { describe, expect, it } from "vitest";
import { scopeOfInstances } from "./visibility";

const mine = (accessibility: string | null) => ({ userId: "1", accessibility });
const theirs = (accessibility: string | null) => ({ userId: "2", accessibility });

describe("what a list tells of what a credential is shown", () => {
  it.each([
    ["private instances of two owners", [mine("PRIVATE"), theirs("PRIVATE")], "everything"],
    ["private ones of one owner alone", [mine("PRIVATE"), theirs("PUBLIC")], "ownAndPublic"],
    ["one owner", [mine("PRIVATE"), mine("PUBLIC")], "unknown"],
    ["public ones alone", [mine("PUBLIC"), theirs("PUBLIC")], "unknown"],
    ["words that nobody knows", [mine("TEAM"), theirs(null)], "unknown"],
    ["private ones without an owner", [{ userId: null, accessibility: "PRIVATE" }], "unknown"],
    ["nothing", [], "unknown"],
  ])("%s", (_what, instances, scope) => {
    expect(scopeOfInstances(instances)).toBe(scope);
  });
});
