import { describe, expect, it } from "vitest";
import { failureParams } from "../paths/failures";
import { instanceParams } from "../paths/instances";
import { allConnections, paths } from "../paths/paths";
import { snapshotParams } from "../paths/snapshots";
import { findUnknownParams } from "./unknown-params";

const pages = {
  instances: "/cn-shanghai/instances",
  instance: "/cn-shanghai/instances/dsw-1",
  snapshot: "/cn-shanghai/instances/dsw-1/snapshots/snp-1",
  compare: "/cn-shanghai/instances/dsw-1/compare",
  failures: "/cn-shanghai/failures",
  everywhere: "/failures",
  atRisk: "/cn-shanghai/at-risk",
};
const check = (page: keyof typeof pages, search: string) => findUnknownParams(pages[page], search);

describe("a link that the app made", () => {
  it.each([
    paths.instances("cn-shanghai", {
      ...instanceParams.defaults,
      q: " a&b=快照 %20 ",
      workspace: ["1", "2"],
      status: ["Running"],
      hidden: ["owner"],
      page: 3,
    }),
    paths.snapshot(
      "cn-shanghai",
      "dsw-1",
      "snp-1",
      snapshotParams.serialize({
        ...snapshotParams.defaults,
        sort: "reason",
        order: "asc",
        size: 50,
      }),
    ),
    paths.failures(allConnections, {
      ...failureParams.defaults,
      period: "24h",
      reason: ["a b", "c"],
    }),
    paths.failures("cn-shanghai", { ...failureParams.defaults, group: "f1-0", page: 2 }),
    paths.compare("cn-shanghai", "dsw-1", "snp-a", "snp-b", true),
    paths.compare("cn-shanghai", "dsw-1", "snp-a", ""),
    paths.atRisk("cn-shanghai"),
  ])("%s has nothing to complain about", (href) => {
    const { pathname, search } = new URL(href, "http://localhost");
    expect(findUnknownParams(pathname, search)).toEqual({ parts: [], kept: search });
  });
});

describe("what is understood although it is not canonical", () => {
  it.each<[keyof typeof pages, string]>([
    // Defaults written out.
    ["instances", "?page=1&size=20&sort=modified&order=desc&q=&status="],
    ["instance", "?page=1&size=20&sort=created&order=desc&hide="],
    ["failures", "?period=7d&outcome=failed&by=cause&sort=lastSeen&group=&workspace="],
    ["atRisk", "?page=1&size=20&q="],
    ["compare", "?a=&b=&only="],
    // Another order, the same value twice, space around a word, another encoding.
    ["instance", "?size=50&page=2&status=b&q=x&status=a"],
    ["instance", "?status=Failed&status=Failed&page=2&page=2"],
    ["instance", "?status=+Failed%20"],
    ["instance", "?q=a%20b%2Bc&%73ort=name"],
    // A status nobody knows is still looked for: the set is open.
    ["instance", "?status=待定"],
    ["snapshot", "?utm_source=chat&utm_medium=x&page=2"],
    ["everywhere", "?period=30d"],
  ])("%s %s", (page, search) => {
    expect(check(page, search).parts).toEqual([]);
  });
});

describe("what was not understood is named as it was given", () => {
  it.each<[keyof typeof pages, string, string[], string]>([
    ["instance", "?page=0&size=7&sort=bogus", ["page=0", "size=7", "sort=bogus"], ""],
    ["instance", "?page=3&sort=bogus", ["sort=bogus"], "?page=3"],
    ["instance", "?order=sideways&order=asc", ["order=sideways", "order=asc"], ""],
    // The first of several is read; a default written out after it is not.
    ["instance", "?page=3&page=1", ["page=1"], "?page=3"],
    ["instance", "?page=1&page=3", ["page=3"], ""],
    ["instance", "?status=Failed,Saved&status=Saved", ["status=Failed,Saved"], "?status=Saved"],
    ["instance", "?debug&debug=", ["debug="], ""],
    ["snapshot", "?foo=1&foo=1&foo=2&bar=%E5%BF%AB", ["foo=1", "foo=2", "bar=快"], ""],
    ["instances", "?sort=duration&__proto__=1", ["sort=duration", "__proto__=1"], ""],
    ["instances", "?toString=1&hidden=owner", ["toString=1", "hidden=owner"], ""],
    ["failures", "?period=1y&order=desc&by=moon", ["period=1y", "order=desc", "by=moon"], ""],
    ["everywhere", "?period=1y&q=oom", ["period=1y"], "?q=oom"],
    ["atRisk", "?period=30d&page=2", ["period=30d"], "?page=2"],
    ["compare", "?a=x&c=y&only=everything", ["c=y", "only=everything"], "?a=x"],
  ])("%s %s", (page, search, parts, kept) => {
    expect(check(page, search)).toEqual({ parts, kept });
  });

  it("what a link carries beside is kept, where it can be read", () => {
    expect(check("instance", "?as=tb7nk0.2&page=2&lang=zh-CN&x=1")).toEqual({
      parts: ["x=1"],
      kept: "?page=2&as=tb7nk0.2&lang=zh-CN",
    });
    expect(check("instance", "?as=broken&lang=tlh").parts).toEqual(["as=broken", "lang=tlh"]);
  });

  it("but not on a page that reads no parameters", () => {
    expect(findUnknownParams("/", "?a=1").parts).toEqual([]);
    expect(findUnknownParams("/cn-shanghai/volumes", "?a=1").parts).toEqual([]);
  });
});
