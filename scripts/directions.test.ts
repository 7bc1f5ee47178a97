import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

/**
 * What a folder may import besides itself, for every folder of the two trees; null where no rule
 * stands. It says once more what biome.json enforces: each import that is not named here is written
 * into an offending file, and has to be reported.
 */
const belowLists = ["keys", "live", "problems", "status", "ui", "i18n", "state", "paths"];
const belowFeatures = ["list", "api", ...belowLists, "server/contract"];
const features = [
  "access",
  "at-risk",
  "compare",
  "coverage",
  "design",
  "exports",
  "failures",
  "history",
  "images",
  "incident-report",
  "instance-events",
  "instances",
  "lifecycle",
  "operations",
  "search",
  "settings",
  "share",
  "snapshots",
  "timeline",
  "views",
];
const directions: Record<string, Record<string, readonly string[] | null>> = {
  web: {
    state: [],
    i18n: ["state"],
    ui: ["i18n", "state"],
    paths: ["server/contract"],
    api: ["paths", "state", "server/contract"],
    live: ["api", "paths", "ui", "i18n", "state"],
    keys: ["ui", "i18n", "state"],
    status: ["ui", "i18n", "server/contract"],
    problems: ["api", "ui", "i18n", "server/contract"],
    list: [...belowLists, "server/contract"],
    "list/columns": ["list", ...belowLists, "server/contract"],
    ...Object.fromEntries(features.map((feature) => [feature, belowFeatures])),
    pages: [...features, ...belowFeatures],
    "first-view": ["pages", ...features, ...belowFeatures.filter((one) => !one.includes("/"))],
  },
  server: {
    contract: [],
    log: ["triage"],
    problems: ["contract", "dsw", "log"],
    config: ["contract"],
    dsw: ["contract"],
    snapshots: ["contract"],
    triage: ["contract"],
    emulator: [],
    access: ["contract", "problems", "config"],
    connections: ["contract", "access", "dsw", "snapshots"],
    store: ["contract", "access", "snapshots", "triage", "log"],
    sync: ["contract", "dsw", "snapshots", "triage", "store", "connections", "log"],
    metrics: ["contract", "dsw", "triage", "store", "connections"],
    routes: [
      ...["contract", "access", "problems", "connections", "dsw", "snapshots", "triage", "store"],
      ...["sync", "log", "web/paths"],
    ],
    http: ["contract", "access", "config", "problems", "connections", "routes", "log", "web/paths"],
    startup: null,
    doctor: [
      "contract",
      "config",
      "problems",
      "connections",
      "dsw",
      "snapshots",
      "store",
      "startup",
    ],
    cli: null,
  },
};

const root = fileURLToPath(new URL("..", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "snapdeck-directions-"));
afterAll(() => rmSync(project, { recursive: true }));

interface Offence {
  file: string;
  line: number;
  rule: string;
}
let offences: Offence[] = [];

/** Every import that a folder could make, by the line of its file. */
const importsOf = (tree: string, folder: string) =>
  Object.entries(directions).flatMap(([otherTree, folders]) =>
    Object.keys(folders)
      .filter((other) => !other.includes("/") && (otherTree !== tree || other !== folder))
      .map((other) => ({
        name: otherTree === tree ? other : `${otherTree}/${other}`,
        path: relative(join(tree, folder), join(otherTree, other, "any")),
      })),
  );

const ruled = Object.entries(directions).flatMap(([tree, folders]) =>
  Object.entries(folders).flatMap(([folder, allowed]) =>
    allowed === null ? [] : [{ tree, folder, allowed }],
  ),
);

function write(path: string, lines: readonly string[]) {
  mkdirSync(join(project, path, ".."), { recursive: true });
  writeFileSync(join(project, path), lines.map((line) => `${line}\n`).join(""));
}

beforeAll(() => {
  copyFileSync(join(root, "biome.json"), join(project, "biome.json"));
  for (const { tree, folder } of ruled) {
    const lines = importsOf(tree, folder).map(({ path }) => `import "${path}";`);
    write(join(tree, folder, "offence.ts"), lines);
  }
  // A cycle of nothing but types, and one that only a late import closes.
  write("server/startup/type-a.ts", ['export type { B } from "./type-b";', "export type A = 1;"]);
  write("server/startup/type-b.ts", ['import type { A } from "./type-a";', "export type B = A;"]);
  write("web/pages/late-a.ts", ['export const load = () => import("./late-b");']);
  write("web/pages/late-b.ts", ['export { load } from "./late-a";']);
  offences = lint();
});

/** What Biome reports of the offending files, by file, line and rule. */
function lint(): Offence[] {
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const args = ["lint", "--reporter=json", "--vcs-enabled=false", "--max-diagnostics=none", "."];
  let output: string;
  try {
    output = execFileSync(process.execPath, [biome, ...args], {
      cwd: project,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    // It fails, as it must: what it printed counts.
    output = String(Reflect.get(Object(error), "stdout"));
  }
  const report: {
    diagnostics: {
      category: string;
      location: { path: string; start: { line: number } };
    }[];
  } = JSON.parse(output.slice(output.indexOf("{")));
  return report.diagnostics.map(({ category, location }) => ({
    file: location.path,
    line: location.start.line,
    rule: category.replace(/^lint\/\w+\//, ""),
  }));
}

it("knows every folder", () => {
  for (const [tree, folders] of Object.entries(directions)) {
    const found = readdirSync(join(root, tree), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const known = Object.keys(folders).filter((name) => !name.includes("/"));
    expect(known.toSorted()).toEqual(found.toSorted());
  }
});

it.each(ruled)("$tree/$folder may import its own and nothing else", ({ tree, folder, allowed }) => {
  const forbidden = importsOf(tree, folder)
    .map(({ name }) => name)
    .filter((name) => !allowed.includes(name));
  const names = importsOf(tree, folder).map(({ name }) => name);
  const reported = offences
    .filter(
      ({ file, rule }) => file === `${tree}/${folder}/offence.ts` && rule === "noRestrictedImports",
    )
    .map(({ line }) => names[line - 1]);
  expect(forbidden.length).toBeGreaterThan(0);
  expect(reported.toSorted()).toEqual(forbidden.toSorted());
});

it.each([
  "server/startup/type-a.ts",
  "server/startup/type-b.ts",
  "web/pages/late-a.ts",
  "web/pages/late-b.ts",
])("%s is part of a cycle", (file) => {
  expect(offences).toContainEqual({ file, line: 1, rule: "noImportCycles" });
});
