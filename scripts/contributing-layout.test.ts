import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const text = readFileSync(`${root}CONTRIBUTING.md`, "utf8");
const layout = /## Layout\n```\n(.*?)```/s.exec(text)?.[1] ?? "";

/** The folders that the layout names below one of its own. */
function named(folder: string): string[] {
  const [, lines = ""] = new RegExp(`^${folder}/.*\\n((?: .*\\n)*)`, "m").exec(layout) ?? [];
  const first = [...lines.matchAll(/^ +((?:[\w-]+\/(?: |$))+)/gm)].map(([, names = ""]) => names);
  return first.flatMap((names) => names.split("/").map((name) => name.trim()));
}

it.each(["server", "web"])("the layout in CONTRIBUTING.md has every folder of %s/", (folder) => {
  const folders = readdirSync(`${root}${folder}`, { withFileTypes: true });
  const there = folders.filter((one) => one.isDirectory()).map(({ name }) => name);
  expect(there.filter((name) => !named(folder).includes(name))).toEqual([]);
});
