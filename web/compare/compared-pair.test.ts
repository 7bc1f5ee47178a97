import { describe, expect, it } from "vitest";
import { type ComparedSnapshot, comparedPair } from "./compared-pair";

const made = (snapshotId: string, day: number, instanceId = "dsw-1"): ComparedSnapshot => ({
  connection: "cn-shanghai",
  instanceId,
  snapshotId,
  gmtCreateTime: `2026-11-0${day}T00:00:00Z`,
});

describe("comparedPair", () => {
  it("is two snapshots of one instance, the older on the left whichever was selected first", () => {
    const href = "/cn-shanghai/instances/dsw-1/compare?a=old&b=new";
    expect(comparedPair([made("new", 2), made("old", 1)])).toBe(href);
    expect(comparedPair([made("old", 1), made("new", 2)])).toBe(href);
  });

  it("is none of one, of three or of two instances", () => {
    const one = made("a", 1);
    expect(comparedPair([one])).toBeNull();
    expect(comparedPair([one, made("b", 2), made("c", 3)])).toBeNull();
    expect(comparedPair([one, made("b", 2, "dsw-2")])).toBeNull();
    expect(comparedPair([one, { ...made("b", 2), connection: "cn-beijing" }])).toBeNull();
  });
});
