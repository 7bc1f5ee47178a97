import { describe, expect, it } from "vitest";
import { knownNames, nameMask } from "./known-names";

const names = knownNames({
  imageUrl: "algo-registry-vpc.cn-hangzhou.cr.aliyuncs.com/team-a/sub/nb:v1@sha256:00ff",
  labels: [
    { key: "owner", value: "李四" },
    { key: "stage", value: "dev" },
  ],
  userId: "204512",
  userName: "zhang.san@corp.example",
});

it("the names of an image, of its owner and of people in its labels are known", () => {
  expect(names).toEqual([
    "204512",
    "zhang.san@corp.example",
    "zhang.san",
    "李四",
    "algo",
    "team-a",
    "sub",
    "nb",
  ]);
  const plain = knownNames({ imageUrl: "nb", labels: [], userId: null, userName: null });
  expect(plain).toEqual(["nb"]);
});

describe("known names are taken out wherever they occur", () => {
  const mask = nameMask(names);
  it.each([
    ["denied for Team-A and zhang.san's nb", "denied for *** and ***'s ***"],
    ["scope=repository%3Ateam-a%2Fnb%3Apull", "scope=repository%3A***%2F***%3Apull"],
    ["/mnt/zhang.san_1/x of uid 204512", "/mnt/***_1/x of uid ***"],
    ["用户李四推送失败", "用户***推送失败"],
    ["owner %E6%9D%8E%E5%9B%9B, \\u674e\\u56db", "owner ***, ***"],
    ["lookup algo-registry-vpc", "lookup ***-registry-vpc"],
  ])("%s", (text, masked) => expect(mask(text)).toBe(masked));

  it("but a short one not within other words, and a single letter only in a path", () => {
    expect(mask("unbound algorithms, subnet 12")).toBe("unbound algorithms, subnet 12");
    const single = nameMask(["a"]);
    expect(single("push r.example/a/nb as a team")).toBe("push r.example/***/nb as a team");
  });
});
