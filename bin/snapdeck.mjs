#!/usr/bin/env node
// @ts-check
// Written so that an old Node.js can run it, and say why it does not go on.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const { engines } = JSON.parse(
  readFileSync(fileURLToPath(new URL("../package.json", import.meta.url)), "utf8"),
);
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const [leastMajor = 0, leastMinor = 0] = engines.node
  .replace(/^>=\s*/, "")
  .split(".")
  .map(Number);
const command = new URL("../dist/server/snapdeck.js", import.meta.url);

if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
  fail(`Node.js ${process.versions.node} is too old: ${engines.node} is needed.`);
} else if (!existsSync(fileURLToPath(command))) {
  fail("there is no build. Run: npm ci && npm run build. A package is made by: npm run pack");
} else {
  import(command.href);
}

/** @param {string} line */
function fail(line) {
  process.stderr.write(`snapdeck: ${line}\n`);
  process.exitCode = 1;
}
