import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readConfig } from "./config";

it.each(["README.md", "README.zh-CN.md"])("reads the example of %s", (name) => {
  const page = readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), "utf8");
  const example = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? "";
  const env = {
    SNAPDECK_CONFIG: "snapdeck.yaml",
    RESEARCH_KEY_ID: "id",
    DATABASE_URL: "postgres://db/deck",
  };
  const readText = (path: string) => (path === "snapdeck.yaml" ? example : "secret");
  const config = readConfig(env, { fileExists: () => false, readText });
  expect(config.connections.map(({ id }) => id)).toEqual(["cn-hangzhou", "research"]);
});
