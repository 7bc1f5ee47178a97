// @ts-check
/**
 * `npm run sbom`: the bill of materials of what an installation for production has, as CycloneDX, on stdout.
 * npm's own marks call development what a development dependency needs too, zod for one; so all is asked for, and
 * what the production dependencies lead to is kept here.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const options = [
  "--sbom-format=cyclonedx",
  "--sbom-type=application",
  "--package-lock-only",
  "--include=dev",
];
const printed = execFileSync("npm", ["sbom", ...options], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
});

/** @typedef {{ "bom-ref": string, name: string }} Component */
/** @type {{ metadata: { component: Component }, components: Component[], dependencies: { ref: string, dependsOn: string[] }[] }} */
const bom = JSON.parse(printed);
const own = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
const names = new Map(bom.components.map((component) => [component["bom-ref"], component.name]));
const needs = new Map(bom.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
const self = bom.metadata.component["bom-ref"];
const kept = new Set(
  needs.get(self)?.filter((ref) => Object.hasOwn(own.dependencies, names.get(ref) ?? "")),
);
for (const ref of kept) for (const needed of needs.get(ref) ?? []) kept.add(needed);

// npm takes the folder's name for the package's.
bom.metadata.component.name = own.name;
bom.components = bom.components.filter((component) => kept.has(component["bom-ref"]));
bom.dependencies = bom.dependencies
  .filter(({ ref }) => ref === self || kept.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }));
process.stdout.write(`${JSON.stringify(bom, null, 2)}\n`);
