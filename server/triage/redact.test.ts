import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { maskForShare, maskImage, maskLabels } from "./redact";

describe("a text for people outside the team", () => {
  it.each([
    ["account 1234567890123456 has no right", "account *** has no right"],
    ["账号1234567890123456无权限", "账号***无权限"],
    ["acs:ram::1234567890123456:user/zhang.san may not", "acs:ram::***:user/*** may not"],
    [
      "push registry.cn-hangzhou.aliyuncs.com/team-a/nb:v1 failed",
      "push registry.cn-hangzhou.aliyuncs.com/***/nb:v1 failed",
    ],
    [
      "Head https://r.example.com/v2/team-a/nb/manifests/v1: EOF",
      "Head https://r.example.com/v2/***/nb/manifests/v1: EOF",
    ],
    ["localhost:5000/team-a/nb", "localhost:5000/***/nb"],
    ['repository "team-a/nb" not found', 'repository "***/nb" not found'],
    ["命名空间“算法组”不存在", "命名空间“***”不存在"],
    ["mail li.si@example.com", "mail ***"],
    ["key LTAI5tAbcdefghijk12345", "key ***"],
  ])("%s", (text, masked) => {
    expect(maskForShare(text)).toBe(masked);
  });

  it.each([
    ["denied: requested access to the resource is denied"],
    ["sha256:1234567890123456789012345678901234567890123456789012345678901234"],
    ["dsw-730abcdef snp-1234567890123456ab 0A1B2C3D-1111-2222-3333-444455556666"],
    ["状态码：403，已等待 30 秒"],
  ])("keeps what names the cause: %s", (text) => {
    expect(maskForShare(text)).toBe(text);
  });

  it("does not mask twice, never throws, never lets a 16-digit account through", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("registry.example.com/a/b", "user/", "1234567890123456", "@", " "),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const once = maskForShare(pieces.join(" "));
        expect(maskForShare(once)).toBe(once);
        expect(once).not.toMatch(/(?<![0-9A-Za-z])\d{16}(?![0-9A-Za-z])/);
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
    ["registry.example.com/team-a/nb:v1", "registry.example.com/***/nb:v1"],
    ["registry.example.com:5000/a/b/c@sha256:00ff", "registry.example.com:5000/***/c@sha256:00ff"],
    ["registry.example.com/nb:v1", "registry.example.com/nb:v1"],
    ["team-a/nb", "***/nb"],
    ["ubuntu:22.04", "ubuntu:22.04"],
  ])("%s", (image, masked) => {
    expect(maskImage(image)).toBe(masked);
  });
});

describe("labels", () => {
  it("lose the value where the key suggests a person", () => {
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
    const masked = maskLabels(keys.map((key) => ({ key, value: "v" })));
    expect(masked.map(({ value }) => value)).toEqual([
      "***",
      "***",
      "***",
      "***",
      "***",
      "***",
      "v",
      "v",
    ]);
  });
});
