import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { maskForShare, maskImage, namesPerson } from "./redact";

describe("a text for people outside the team", () => {
  it.each([
    ["account 1234567890123456 has no right", "account *** has no right"],
    ["账号1234567890123456无权限", "账号***无权限"],
    ["acs:ram::1234567890123456:user/zhang.san may not", "acs:ram::***:user/*** may not"],
    [
      "push registry.cn-hangzhou.aliyuncs.com/team-a/nb:v1 failed",
      "push registry.cn-hangzhou.aliyuncs.com/***/***:v1 failed",
    ],
    [
      "Head https://r.example.com/v2/team-a/nb/manifests/v1: EOF",
      "Head https://r.example.com/v2/***/***/manifests/v1: EOF",
    ],
    ["localhost:5000/team-a/nb", "localhost:5000/***/***"],
    ['repository "team-a/nb" not found', 'repository "***/***" not found'],
    ["命名空间“算法组”不存在", "命名空间“***”不存在"],
    ["mail li.si@example.com", "mail ***"],
    ["RAM users 202412345678901234 and 20241234567890123456", "RAM users *** and ***"],
    [
      "push r.example.com/a/b/c/d:v1@sha256:00ff",
      "push r.example.com/***/***/***/***:v1@sha256:00ff",
    ],
    ["pull 10.0.3.4:5000/team-a/nb:1 failed", "pull ***:5000/***/***:1 failed"],
    ["dial tcp 192.168.0.12:443: i/o timeout", "dial tcp ***:443: i/o timeout"],
    ["dial tcp 100.100.2.136:443 on cn-hangzhou.172.20.1.9", "dial tcp ***:443 on cn-hangzhou.***"],
    ["dial tcp [fd12:3456:789a::1]:443, fe80::1%eth0", "dial tcp [***]:443, ***"],
    [
      "lookup algo-prod-registry-vpc.cn-hangzhou.cr.aliyuncs.com",
      "lookup ***-registry-vpc.cn-hangzhou.cr.aliyuncs.com",
    ],
    ["lookup harbor.corp-a.internal: no such host", "lookup ***: no such host"],
    [
      "PUT https://team-a.oss-cn-hangzhou-internal.aliyuncs.com/x?Expires=1&uploadId=2&partNumber=3",
      "PUT https://***.oss-cn-hangzhou-internal.aliyuncs.com/x?Expires=***&uploadId=***&partNumber=***",
    ],
    ["docker login -u zhang.san, username: li.si", "docker login -u ***, username: ***"],
    ["read /home/zhang.san/.docker/config.json", "read /home/***/.docker/config.json"],
    ["key 0123456789abcdef0123456789abcdef", "key ***"],
  ])("%s", (text, masked) => {
    expect(maskForShare(text)).toBe(masked);
  });

  it.each([
    ["denied: requested access to the resource is denied"],
    ["sha256:1234567890123456789012345678901234567890123456789012345678901234"],
    ["dsw-730abcdef snp-1234567890123456ab 0A1B2C3D-1111-2222-3333-444455556666"],
    ["状态码：403，已等待 30 秒"],
    ["dial tcp 47.98.1.2:443, version 1.10.0.1: i/o timeout, 172.32.0.1"],
    ["No such container: 1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdef"],
    ["GET https://r.example.com/v2/: unexpected status 502"],
  ])("keeps what names the cause: %s", (text) => {
    expect(maskForShare(text)).toBe(text);
  });

  it("does not mask twice, never throws, never lets an account of 16 to 20 digits through", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "registry.example.com/a/b",
        "user/",
        "1234567890123456",
        "12345678901234567890",
        "@",
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const once = maskForShare(pieces.join(" "));
        expect(maskForShare(once)).toBe(once);
        expect(once).not.toMatch(/(?<![0-9A-Za-z])\d{16,20}(?![0-9A-Za-z])/);
      }),
    );
  });

  it("takes time in proportion to its length: a repeat without a limit stands last, and is never taken back", () => {
    const replace = vi.spyOn(String.prototype, "replace");
    maskForShare("a text");
    const patterns = replace.mock.calls.map(([pattern]) => pattern);
    vi.restoreAllMocks();
    expect(patterns.length).toBeGreaterThan(5);
    for (const pattern of patterns) {
      if (!(pattern instanceof RegExp)) throw new Error(`${pattern} is no pattern`);
      const shape = pattern.source.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x");
      expect(shape).not.toMatch(/(?:[*+]|\{\d+,\})./);
    }
    for (const unit of ["a.", "a", "1", "user/", "a@a.", "-", "repo "]) {
      expect(maskForShare(unit.repeat(100_000 / unit.length)).length).toBeGreaterThan(0);
    }
  });
});

describe("an image address", () => {
  it.each([
    ["registry.example.com/team-a/nb:v1", "registry.example.com/***/***:v1"],
    [
      "registry.example.com:5000/a/b/c@sha256:00ff",
      "registry.example.com:5000/***/***/***@sha256:00ff",
    ],
    ["registry.example.com/nb:v1", "registry.example.com/***:v1"],
    [
      "algo-registry-vpc.cn-hangzhou.cr.aliyuncs.com/a/b:1",
      "***-registry-vpc.cn-hangzhou.cr.aliyuncs.com/***/***:1",
    ],
    ["team-a/nb", "***/***"],
    ["ubuntu:22.04", "***:22.04"],
  ])("%s", (image, masked) => {
    expect(maskImage(image)).toBe(masked);
  });
});

it("a label's key tells whether its value is a person", () => {
  const keys = [
    "stsTokenOwner",
    "owner",
    "user_name",
    "Creator",
    "负责人",
    "accountId",
    "project",
    "stage",
  ];
  expect(keys.filter((key) => !namesPerson({ key, value: "v" }))).toEqual(["project", "stage"]);
});
