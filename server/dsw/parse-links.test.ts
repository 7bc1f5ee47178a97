import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readInstanceLinks, readInstanceUrl, readRepositoryUrl } from "./parse-links";

const repository = "https://cr.console.aliyun.com/repository/cn-hangzhou/zouxu/kf/images";
const notebook = "https://dsw-cn-shanghai.data.aliyun.com/notebook.htm?instance=39772#/";

describe("the pages that an instance names", () => {
  it("are the documented ones", () => {
    expect(readRepositoryUrl(repository)).toBe(repository);
    expect(readInstanceUrl(notebook)).toBe(notebook);
  });

  it("lose what may be a token", () => {
    expect(readRepositoryUrl(`${repository}?token=s3cret#s3cret`)).toBe(repository);
    expect(
      readInstanceUrl(
        "https://dsw-cn-shanghai.data.aliyun.com/notebook.htm?token=s3cret&instance=39772#/?token=s3cret",
      ),
    ).toBe(notebook);
  });

  it.each([
    "javascript:alert(1)//cr.console.aliyun.com/repository/a",
    "data:text/html,x",
    "http://cr.console.aliyun.com/repository/cn-hangzhou/a/b/images",
    "//cr.console.aliyun.com/repository/cn-hangzhou/a/b/images",
    "https://user:pass@cr.console.aliyun.com/repository/cn-hangzhou/a/b/images",
    "https://cr.console.aliyun.com@evil.example/repository/cn-hangzhou/a/b/images",
    "https://cr.console.aliyun.com:8443/repository/cn-hangzhou/a/b/images",
    "https://cr.console.aliyun.com.evil.example/repository/cn-hangzhou/a/b/images",
    "https://evilcr.console.aliyun.com/repository/cn-hangzhou/a/b/images",
    "https://cr.console.aliyun.com/logout",
    "https://cr.console.aliyun.com/repository/../logout",
    "https://cr.console.aliyun.com/repository/%2e%2e/%2flogout",
    "https://cr.console.aliyun.com/repository/a//b",
    "registry.cn-hangzhou.aliyuncs.com/a/b",
    `https://cr.console.aliyun.com/repository/${"a/".repeat(2_000)}b`,
    "",
    null,
    7,
    { url: repository },
    [repository],
  ])("are no repository: %j", (value) => {
    expect(readRepositoryUrl(value)).toBeNull();
  });

  it.each([
    "javascript:alert(1)",
    "http://dsw-cn-shanghai.data.aliyun.com/notebook.htm?instance=1",
    "https://u:p@dsw-cn-shanghai.data.aliyun.com/notebook.htm?instance=1",
    "https://evilaliyun.com/notebook.htm?instance=1",
    "https://aliyun.com.evil.example/notebook.htm?instance=1",
    "https://dsw.aliyun.com:444/notebook.htm?instance=1",
    "https://dsw.aliyun.com/login.htm?instance=1",
    "https://dsw.aliyun.com/notebook.htm",
    "https://dsw.aliyun.com/notebook.htm?instance=1&instance=2",
    "https://dsw.aliyun.com/notebook.htm?instance=1%26token%3Dx",
    "https://dsw.aliyun.com/notebook.htm?token=x",
    null,
    [],
  ])("are no instance: %j", (value) => {
    expect(readInstanceUrl(value)).toBeNull();
  });

  it("have no form but these two, whatever the service writes", () => {
    const part = fc.oneof(
      fc.constantFrom(
        ...["https:", "http:", "javascript:", "//", "/", "\\", "@", ":", "?", "#", "&", "=", "%2f"],
        ...["cr.console.aliyun.com", "dsw-cn-shanghai.data.aliyun.com", "evil.example", "."],
        ...[
          "/repository/",
          "/notebook.htm",
          "instance=39772",
          "token=s3cret",
          "user:s3cret@",
          "..",
        ],
        ...["\n", "\t", " ", "\u202e", "。", "ⓐliyun.com"],
      ),
      fc.string({ maxLength: 6 }),
    );
    const near = fc
      .tuple(fc.constantFrom(repository, notebook), fc.nat(), fc.nat(6), part)
      .map(([url, at, cut, put]) => {
        const from = at % url.length;
        return url.slice(0, from) + put + url.slice(from + cut);
      });
    const wild = fc.oneof(
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join("")),
      near,
    );
    fc.assert(
      fc.property(wild, (text) => {
        const links = [readRepositoryUrl(text), readInstanceUrl(text)];
        for (const link of links) {
          if (link === null) continue;
          expect(link).toMatch(
            /^https:\/\/(cr\.console\.aliyun\.com\/repository(\/[A-Za-z0-9][A-Za-z0-9._-]*)+\/?|([a-z0-9-]+\.)+aliyun\.com\/notebook\.htm\?instance=[A-Za-z0-9-]+#\/)$/,
          );
          expect(new URL(link).href).toBe(link);
          expect(link).not.toContain("token=");
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it("are joined to images, and wild fields cost only themselves", () => {
    const entry = (ImageId: unknown, RepositoryUrl: unknown) => ({ ImageId, RepositoryUrl });
    const other = repository.replace("kf", "other");
    expect(
      readInstanceLinks({
        InstanceUrl: notebook,
        LatestSnapshot: entry("image-1", repository),
        InstanceSnapshotList: [
          entry("image-1", repository),
          entry("image-2", other),
          entry("image-3", repository),
          entry("image-4", "javascript:alert(1)"),
          entry(null, repository),
          ...[null, 7, "x", []],
        ],
      }),
    ).toEqual({
      instance: notebook,
      repositories: [
        { url: repository, imageIds: ["image-1", "image-3"] },
        { url: other, imageIds: ["image-2"] },
      ],
    });
    const none = { instance: null, repositories: [] };
    expect(readInstanceLinks({})).toEqual(none);
    const wild = { InstanceUrl: {}, LatestSnapshot: [], InstanceSnapshotList: "x" };
    expect(readInstanceLinks(wild)).toEqual(none);
  });
});
