import { expect, it } from "vitest";
import { pullCommand } from "./image";

it("an image's address gives a command only where a shell finds nothing to act on", () => {
  expect(pullCommand("r.example.com:5000/a/b:v1")).toBe("docker pull r.example.com:5000/a/b:v1");
  for (const url of [null, "", "a; rm -rf /", "$(id)", "a b", "--help", "https://a/b", "a\nb"]) {
    expect(pullCommand(url)).toBeNull();
  }
});
