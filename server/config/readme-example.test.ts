import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readConfig } from "./config";
import { variables } from "./environment";

describe.each(["README.md", "README.zh-CN.md"])("%s", (name) => {
  const page = readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), "utf8");
  const examples = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = ""]) => text);
  const read = (example = "") => {
    const env = {
      SNAPDECK_CONFIG: "snapdeck.yaml",
      RESEARCH_KEY_ID: "id",
      DATABASE_URL: "postgres://db/deck",
    };
    const readText = (path: string) =>
      path === "snapdeck.yaml" ? example : "a secret that is long enough for a key";
    return readConfig(env, { fileExists: () => false, readText });
  };

  it("has an example of connections that is read", () => {
    const { connections } = read(examples[0]);
    expect(connections.map(({ id }) => id)).toEqual(["cn-hangzhou", "research"]);
  });

  it("has an example of who may come in that is read", () => {
    const { access } = read(examples[1]);
    expect(access.mode).toBe("oidc");
    expect(access.rules).toHaveLength(3);
  });

  it("has every variable in its table", () => {
    const cells = page.split("\n").map((line) => /^\| ([^|]+) \|/.exec(line)?.[1] ?? "");
    const told = new Set(cells.flatMap((cell) => cell.match(/\b[A-Z][A-Z_]+\b/g) ?? []));
    const missing = [...Object.keys(variables), "SNAPDECK_CONFIG", "DSW_EMULATOR"].filter(
      (variable) => !told.has(variable),
    );
    expect(missing).toEqual([]);
  });
});
