import { describe, expect, it } from "vitest";
import {
  allConnections,
  failureDefaults,
  instanceDefaults,
  links,
  parseAtRisk,
  parseCompare,
  parseFailures,
  parseInstances,
  parseSnapshots,
  serializeAtRisk,
  serializeFailures,
  serializeInstances,
  serializeSnapshots,
  snapshotDefaults,
} from "./paths";

const large = (size: 500 | "all") => ({ ...snapshotDefaults, size });
const read = (search: string) => parseSnapshots(new URLSearchParams(search));

describe("addresses handed out", () => {
  it("stay what they are", () => {
    const search = serializeSnapshots({
      page: 3,
      size: 50,
      sort: "duration",
      order: "asc",
      status: ["Failed", "SaveFailed"],
      q: "cuda 12 & 快照",
      hidden: ["modified", "image"],
    });
    const filtered = {
      ...instanceDefaults,
      q: "llm",
      workspace: ["1042", "1043"],
      status: ["Running"],
    };
    expect({
      home: links.home(),
      instances: links.instances("cn-hangzhou"),
      instancesFiltered: links.instances("cn-hangzhou", filtered),
      instance: links.instance("cn-hangzhou", "dsw-730xxxxxxxxxx"),
      instanceLarge: links.instance("cn-hangzhou", "dsw-1", serializeSnapshots(large(500))),
      instanceWhole: links.instance("cn-hangzhou", "dsw-1", serializeSnapshots(large("all"))),
      instanceState: links.instance("cn-hangzhou", "dsw-730xxxxxxxxxx", search),
      snapshot: links.snapshot("cn-hangzhou", "dsw-730xxxxxxxxxx", "snp-05cexxxxxxxxx"),
      failures: links.failures("cn-hangzhou"),
      failuresEverywhere: links.failures(allConnections, { ...failureDefaults, period: "24h" }),
      failuresFiltered: links.failures("cn-hangzhou", {
        ...failureDefaults,
        period: "30d",
        outcome: "stuck",
        workspace: ["1042"],
        registry: ["registry.cn-shanghai.aliyuncs.com"],
        group: "f1-0123456789abcdef",
        page: 2,
      }),
      recoverability: links.recoverability("cn-hangzhou"),
      compare: links.compare("cn-hangzhou", "dsw-730xxxxxxxxxx", "snp-a", "snp-b"),
      compareDifferences: links.compare("cn-hangzhou", "dsw-1", "snp-a", "snp-b", true),
      compareHalf: links.compare("cn-hangzhou", "dsw-730xxxxxxxxxx", "snp-a", ""),
      odd: links.snapshot("a/b", "c?d", "e f#g"),
    }).toMatchInlineSnapshot(`
      {
        "compare": "/cn-hangzhou/instances/dsw-730xxxxxxxxxx/compare?a=snp-a&b=snp-b",
        "compareDifferences": "/cn-hangzhou/instances/dsw-1/compare?a=snp-a&b=snp-b&only=diff",
        "compareHalf": "/cn-hangzhou/instances/dsw-730xxxxxxxxxx/compare?a=snp-a",
        "failures": "/cn-hangzhou/failures",
        "failuresEverywhere": "/failures?period=24h",
        "failuresFiltered": "/cn-hangzhou/failures?period=30d&outcome=stuck&group=f1-0123456789abcdef&page=2&workspace=1042&registry=registry.cn-shanghai.aliyuncs.com",
        "home": "/",
        "instance": "/cn-hangzhou/instances/dsw-730xxxxxxxxxx",
        "instanceLarge": "/cn-hangzhou/instances/dsw-1?size=500",
        "instanceState": "/cn-hangzhou/instances/dsw-730xxxxxxxxxx?q=cuda+12+%26+%E5%BF%AB%E7%85%A7&status=Failed&status=SaveFailed&sort=duration&order=asc&page=3&size=50&hide=modified&hide=image",
        "instanceWhole": "/cn-hangzhou/instances/dsw-1?size=all",
        "instances": "/cn-hangzhou/instances",
        "instancesFiltered": "/cn-hangzhou/instances?q=llm&status=Running&workspace=1042&workspace=1043",
        "odd": "/a%2Fb/instances/c%3Fd/snapshots/e%20f%23g",
        "recoverability": "/cn-hangzhou/recoverability",
        "snapshot": "/cn-hangzhou/instances/dsw-730xxxxxxxxxx/snapshots/snp-05cexxxxxxxxx",
      }
    `);
  });
});

describe("the two snapshots compared", () => {
  const readCompare = (search: string) => parseCompare(new URLSearchParams(search));

  it("come back as they were written", () => {
    const href = links.compare("cn-hangzhou", "dsw-1", "snp a&b=1", "快照", true);
    expect(readCompare(new URL(href, "http://localhost").search)).toEqual({
      a: "snp a&b=1",
      b: "快照",
      onlyDifferent: true,
    });
  });

  it("are still to choose where the address names none, and overlong ids are cut", () => {
    expect(readCompare("only=everything")).toEqual({ a: "", b: "", onlyDifferent: false });
    const long = readCompare(`a=x%00y&b=${"b".repeat(300)}`);
    expect(long.a).toBe("xy");
    expect(long.b).toHaveLength(128);
  });
});

describe("a list's state in the address", () => {
  it("leaves defaults out", () => {
    expect(serializeSnapshots(snapshotDefaults)).toBe("");
    expect(serializeInstances(instanceDefaults)).toBe("");
    expect(read("")).toEqual(snapshotDefaults);
  });

  it("comes back as it was written", () => {
    const state = {
      page: 12,
      size: 100,
      sort: "reason",
      order: "asc",
      status: ["Pushing", "待定"],
      q: " a+b=c%20 ",
      hidden: ["reason"],
    } as const;
    expect(read(serializeSnapshots(state))).toEqual(state);
    const instances = { ...instanceDefaults, workspace: ["1", "2"], sort: "workspace" } as const;
    expect(parseInstances(new URLSearchParams(serializeInstances(instances)))).toEqual(instances);
  });

  it("takes 500 and all for a history, and for no other list", () => {
    expect(read("size=500&page=3")).toMatchObject({ size: 500, page: 3 });
    expect(read("size=all&page=3")).toMatchObject({ size: "all", page: 1 });
    for (const size of ["500", "all"]) {
      const search = new URLSearchParams({ size });
      expect(parseInstances(search)).toEqual(instanceDefaults);
      expect(parseFailures(search)).toEqual(failureDefaults);
    }
  });

  it.each([
    "page=0",
    "page=-1",
    "page=1e9",
    "page=1.5",
    "page=99999999",
    "size=7",
    "size=1000000000",
    "sort=toString",
    "sort=priority",
    "order=sideways",
    "status=",
    "unknown=1",
  ])("falls back to the default on %s", (search) => {
    expect(read(search)).toEqual(snapshotDefaults);
  });

  it("drops control characters, repeats and overlong text", () => {
    const state = read(`q=a%00b${"x".repeat(300)}&status=Failed&status=Failed&status=a,b`);
    expect(state.q).toHaveLength(200);
    expect(state.q.startsWith("abx")).toBe(true);
    expect(state.status).toEqual(["Failed"]);
  });
});

describe("the failures page's state", () => {
  it("is shared in part by the recoverability page", () => {
    expect(serializeAtRisk({ page: 2, size: 20, q: "llm" })).toBe("?q=llm&page=2");
    expect(parseAtRisk(new URLSearchParams("q=llm&page=2&period=30d"))).toEqual({
      page: 2,
      size: 20,
      q: "llm",
    });
  });

  it("comes back as it was written, and broken values fall back", () => {
    const state = {
      ...failureDefaults,
      q: "超时",
      period: "24h",
      by: "instance",
      sort: "count",
      owner: ["2018"],
      reason: ["Internal Error"],
      instance: "dsw-1",
      size: 50,
    } as const;
    expect(parseFailures(new URLSearchParams(serializeFailures(state)))).toEqual(state);
    expect(serializeFailures(failureDefaults)).toBe("");
    const broken = "period=1y&outcome=lost&by=moon&sort=__proto__&page=-1&size=7";
    expect(parseFailures(new URLSearchParams(broken))).toEqual(failureDefaults);
  });
});
