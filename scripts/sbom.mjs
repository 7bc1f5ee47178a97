// @ts-check
/**
 * `npm run sbom`: the bill of materials of what an installation for production has, as CycloneDX, on stdout.
 * npm's own `--omit=dev` leaves out what a development dependency needs too, zod for one; so all is asked for, and
 * what npm marks as development alone is left out here.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const options = ["--sbom-format=cyclonedx", "--sbom-type=application", "--package-lock-only"];
const printed = execFileSync("npm", ["sbom", ...options], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
});

/** @typedef {{ "bom-ref": string, properties: { name: string, value: string }[] }} Component */
/** @type {{ metadata: { component: { name: string } }, components: Component[], dependencies: { ref: string, dependsOn: string[] }[] }} */
const bom = JSON.parse(printed);
const isDevelopment = (/** @type {Component} */ { properties }) =>
  properties.some(({ name }) => name === "cdx:npm:package:development");
const left = new Set(bom.components.filter(isDevelopment).map((component) => component["bom-ref"]));

// npm takes the folder's name for the package's.
bom.metadata.component.name = JSON.parse(readFileSync(`${root}/package.json`, "utf8")).name;
bom.components = bom.components.filter((component) => !left.has(component["bom-ref"]));
bom.dependencies = bom.dependencies
  .filter(({ ref }) => !left.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => !left.has(one)) }));
process.stdout.write(`${JSON.stringify(bom, null, 2)}\n`);
