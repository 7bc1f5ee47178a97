import { describe, expect, it } from "vitest";
import { atRiskParams } from "./at-risk";
import { compareParams } from "./compare";
import { failureParams, groupingOf, sortOf } from "./failures";
import { instanceParams } from "./instances";
import { allConnections, paths } from "./paths";
import { parsePushId, pushIdOf } from "./push";
import { snapshotParams } from "./snapshots";

const large = (size: 500 | "all") => ({ ...snapshotParams.defaults, size });
const read = (search: string) => snapshotParams.parse(new URLSearchParams(search));

describe("addresses handed out", () => {
  it("stay what they are", () => {
    const search = snapshotParams.serialize({
      page: 3,
      size: 50,
      sort: "duration",
      order: "asc",
      status: ["Failed", "Pushing"],
      q: "cuda 12 & 快照",
      hidden: ["modified", "image"],
    });
    const filtered = {
      ...instanceParams.defaults,
      q: "llm",
      workspace: ["1042", "1043"],
      status: ["Running"],
    };
    expect({
      home: paths.home(),
      instances: paths.instances("cn-hangzhou"),
      instancesFiltered: paths.instances("cn-hangzhou", filtered),
      instance: paths.instance("cn-hangzhou", "dsw-730xxxxxxxxxx"),
      instanceLarge: paths.instance("cn-hangzhou", "dsw-1", snapshotParams.serialize(large(500))),
      instanceWhole: paths.instance("cn-hangzhou", "dsw-1", snapshotParams.serialize(large("all"))),
      instanceState: paths.instance("cn-hangzhou", "dsw-730xxxxxxxxxx", search),
      snapshot: paths.snapshot("cn-hangzhou", "dsw-730xxxxxxxxxx", "snp-05cexxxxxxxxx"),
      failures: paths.failures("cn-hangzhou"),
      failuresEverywhere: paths.failures(allConnections, {
        ...failureParams.defaults,
        period: "24h",
      }),
      failuresFiltered: paths.failures("cn-hangzhou", {
        ...failureParams.defaults,
        period: "30d",
        outcome: "stuck",
        workspace: ["1042"],
        registry: ["registry.cn-shanghai.aliyuncs.com"],
        group: "f1-0123456789abcdef",
        page: 2,
      }),
      atRisk: paths.atRisk("cn-hangzhou"),
      compare: paths.compare("cn-hangzhou", "dsw-730xxxxxxxxxx", "snp-a", "snp-b"),
      compareDifferences: paths.compare("cn-hangzhou", "dsw-1", "snp-a", "snp-b", true),
      compareHalf: paths.compare("cn-hangzhou", "dsw-730xxxxxxxxxx", "snp-a", ""),
      odd: paths.snapshot("a/b", "c?d", "e f#g"),
    }).toMatchInlineSnapshot(`
      {
        "atRisk": "/cn-hangzhou/at-risk",
        "compare": "/cn-hangzhou/instances/dsw-730xxxxxxxxxx/compare?a=snp-a&b=snp-b",
        "compareDifferences": "/cn-hangzhou/instances/dsw-1/compare?a=snp-a&b=snp-b&only=diff",
        "compareHalf": "/cn-hangzhou/instances/dsw-730xxxxxxxxxx/compare?a=snp-a",
        "failures": "/cn-hangzhou/failures",
        "failuresEverywhere": "/failures?period=24h",
        "failuresFiltered": "/cn-hangzhou/failures?period=30d&outcome=stuck&group=f1-0123456789abcdef&page=2&workspace=1042&registry=registry.cn-shanghai.aliyuncs.com",
        "home": "/",
        "instance": "/cn-hangzhou/instances/dsw-730xxxxxxxxxx",
        "instanceLarge": "/cn-hangzhou/instances/dsw-1?size=500",
        "instanceState": "/cn-hangzhou/instances/dsw-730xxxxxxxxxx?q=cuda+12+%26+%E5%BF%AB%E7%85%A7&status=Failed&status=Pushing&sort=duration&order=asc&page=3&size=50&hide=modified&hide=image",
        "instanceWhole": "/cn-hangzhou/instances/dsw-1?size=all",
        "instances": "/cn-hangzhou/instances",
        "instancesFiltered": "/cn-hangzhou/instances?q=llm&status=Running&workspace=1042&workspace=1043",
        "odd": "/a%2Fb/instances/c%3Fd/snapshots/e%20f%23g",
        "snapshot": "/cn-hangzhou/instances/dsw-730xxxxxxxxxx/snapshots/snp-05cexxxxxxxxx",
      }
    `);
  });
});

describe("the two snapshots compared", () => {
  const readCompare = (search: string) => compareParams.parse(new URLSearchParams(search));

  it("come back as they were written", () => {
    const href = paths.compare("cn-hangzhou", "dsw-1", "snp a&b=1", "快照", true);
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
    expect(snapshotParams.serialize(snapshotParams.defaults)).toBe("");
    expect(instanceParams.serialize(instanceParams.defaults)).toBe("");
    expect(read("")).toEqual(snapshotParams.defaults);
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
    expect(read(snapshotParams.serialize(state))).toEqual(state);
    const instances = {
      ...instanceParams.defaults,
      workspace: ["1", "2"],
      sort: "workspace",
    } as const;
    expect(instanceParams.parse(new URLSearchParams(instanceParams.serialize(instances)))).toEqual(
      instances,
    );
  });

  it("takes 500 and all for a history, and for no other list", () => {
    expect(read("size=500&page=3")).toMatchObject({ size: 500, page: 3 });
    expect(read("size=all&page=3")).toMatchObject({ size: "all", page: 1 });
    for (const size of ["500", "all"]) {
      const search = new URLSearchParams({ size });
      expect(instanceParams.parse(search)).toEqual(instanceParams.defaults);
      expect(failureParams.parse(search)).toEqual(failureParams.defaults);
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
    expect(read(search)).toEqual(snapshotParams.defaults);
  });

  it("drops control characters, repeats and overlong text", () => {
    const state = read(`q=a%00b${"x".repeat(300)}&status=Failed&status=Failed&status=a,b`);
    expect(state.q).toHaveLength(200);
    expect(state.q.startsWith("abx")).toBe(true);
    expect(state.status).toEqual(["Failed"]);
  });
});

describe("the failures page's state", () => {
  it("is shared in part by the at-risk page", () => {
    expect(atRiskParams.serialize({ ...atRiskParams.defaults, page: 2, q: "llm" })).toBe(
      "?q=llm&page=2",
    );
    expect(atRiskParams.parse(new URLSearchParams("q=llm&page=2&period=30d"))).toEqual({
      ...atRiskParams.defaults,
      page: 2,
      size: 20,
      q: "llm",
    });
  });

  it("comes back as it was written, and broken values fall back", () => {
    const state = {
      ...failureParams.defaults,
      q: "超时",
      period: "24h",
      by: "instance",
      sort: "count",
      owner: ["2018"],
      reason: ["Internal Error"],
      instance: "dsw-1",
      size: 50,
    } as const;
    expect(failureParams.parse(new URLSearchParams(failureParams.serialize(state)))).toEqual(state);
    expect(failureParams.serialize(failureParams.defaults)).toBe("");
    const narrowed = {
      ...failureParams.defaults,
      from: "2026-11-24T16:00:00Z",
      to: "2026-11-25T15:59:59.500Z",
      group: "f1-0",
      pattern: "f1-1",
      place: 2,
      value: "a b",
      push: "cn-shanghai/dsw-1/snp-1",
    };
    expect(failureParams.parse(new URLSearchParams(failureParams.serialize(narrowed)))).toEqual(
      narrowed,
    );
    const broken = "period=1y&outcome=lost&by=moon&sort=__proto__&page=-1&size=7";
    expect(failureParams.parse(new URLSearchParams(broken))).toEqual(failureParams.defaults);
  });

  it("has no part of a group without its group, and no span that ends before it begins", () => {
    for (const search of [
      "pattern=f1-1&place=2&value=a",
      "from=2026-11-25&to=2026-11-24",
      "from=2026-11-24T16:00:00Z&to=2026-11-24T16:00:00Z",
      "from=2026-11-24T25:00:00Z&to=2026-11-26",
    ])
      expect(failureParams.parse(new URLSearchParams(search)), search).toEqual(
        failureParams.defaults,
      );
  });

  it("groups and orders as the outcome allows", () => {
    const { defaults } = failureParams;
    expect(groupingOf({ ...defaults, outcome: "stuck" })).toBe("push");
    expect(groupingOf({ ...defaults, outcome: "succeeded", by: "registry" })).toBe("registry");
    expect(sortOf({ ...defaults, outcome: "succeeded" })).toBe("count");
    expect(sortOf({ ...defaults, sort: "newness" })).toBe("newness");
  });

  it("names a push by its three ids, and nothing else", () => {
    const push = { connection: "cn-shanghai", instanceId: "dsw-1", snapshotId: "snp-1" };
    expect(parsePushId(pushIdOf(push))).toEqual(push);
    for (const text of ["", "a/b", "a//c", "a/b/c/d"]) expect(parsePushId(text)).toBeNull();
  });
});
