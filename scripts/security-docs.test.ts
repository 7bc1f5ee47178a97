import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readConfig } from "../server/config/config";

const root = fileURLToPath(new URL("..", import.meta.url));
const guide = readFileSync(`${root}docs/security.md`, "utf8");

describe("the security guide", () => {
  const examples = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = ""]) => text);

  it("has an example of each mode that has one, and of rules", () => {
    expect(examples).toHaveLength(4);
  });

  it.each(examples)("has examples that are read without a mistake: %#", (example) => {
    const readText = (path: string) =>
      path === "snapdeck.yaml" ? example : "a secret that is long enough for a key";
    const env = { SNAPDECK_CONFIG: "snapdeck.yaml", RAM_CLIENT_SECRET: "secret" };
    const { access } = readConfig(env, { fileExists: () => false, readText });
    expect(["oidc", "proxy"]).toContain(access.mode);
  });

  it("names tests that there are", () => {
    const named = [...guide.matchAll(/`([\w/-]+\.test\.ts)`/g)].map(([, path = ""]) => path);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((path) => !existsSync(root + path))).toEqual([]);
  });
});
