import { describe, expect, it } from "vitest";
import { httpsLink, pullCommand } from "./image";

describe("an image's address", () => {
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
