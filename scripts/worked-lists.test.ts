import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const guide = readFileSync(`${root}/CONTRIBUTING.md`, "utf8");

/** The files of a numbered list under a heading of CONTRIBUTING.md. */
function listed(heading: string): string[] {
  const section = guide.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  return [...section.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file = ""]) => file);
}

/** Sources, tests apart, that a pattern is found in. */
function naming(words: RegExp): string[] {
  const files = ["server", "web"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
      join(folder, name),
    ),
  );
  return files
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|testing)\.tsx?$/.test(file))
    .filter((file) => words.test(readFileSync(join(root, file), "utf8")));
}

it("a snapshot's field is named by the files of the worked list and by the comparison alone", () => {
  const others = [
    // The documented example has every field that the service documents.
    "server/emulator/documented-ids.ts",
    // Whether an instance supports such paths is seen from them.
    "server/store/migration-0010.ts",
    "server/store/path-exclusion.ts",
  ];
  const named = naming(/\b(excludePaths|exclude_paths|ExcludePaths)\b/).filter(
    (file) => !file.startsWith("web/compare/") && !others.includes(file),
  );
  const files = listed("Adding a field of a snapshot");
  expect(files.length).toBeLessThanOrEqual(9);
  expect(named.sort()).toEqual(files.sort());
});

it("a page without data is put together in the files of the worked list", () => {
  const files = listed("Adding a page");
  expect(files.length).toBeLessThanOrEqual(6);
  for (const file of files) {
    expect(readFileSync(`${root}/${file}`, "utf8"), file).toMatch(/risk/i);
  }
});
