import { describe, expect, it } from "vitest";
import { httpsLink, imageParts, pullCommand } from "./image";

describe("an image's address", () => {
  it.each([
    [
      "registry-vpc.cn-hangzhou.aliyuncs.com/team/llm:v1",
      "registry-vpc.cn-hangzhou.aliyuncs.com",
      "team/llm:v1",
    ],
    ["localhost:5000/llm", "localhost:5000", "llm"],
    ["team/llm:v1", "", "team/llm:v1"],
    ["llm:v1.2", "", "llm:v1.2"],
    ["https://r.example.com/a/b@sha256:00", "r.example.com", "a/b@sha256:00"],
  ])("%s lives at %j as %j", (url, registry, name) => {
    expect(imageParts(url)).toEqual({ registry, name });
  });

  it("gives a command only where a shell finds nothing to act on", () => {
    expect(pullCommand("r.example.com:5000/a/b:v1")).toBe("docker pull r.example.com:5000/a/b:v1");
    for (const url of [null, "", "a; rm -rf /", "$(id)", "a b", "--help", "https://a/b", "a\nb"]) {
      expect(pullCommand(url)).toBeNull();
    }
  });

  it("is a link only over https", () => {
    expect(httpsLink("https://r.example.com/a")).toBe("https://r.example.com/a");
    for (const url of ["javascript:alert(1)", "http://a.b/c", "r.example.com/a:v1", "data:,x"]) {
      expect(httpsLink(url)).toBeNull();
    }
  });
});
