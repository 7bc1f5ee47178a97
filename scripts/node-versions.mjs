// @ts-check
/**
 * `npm run test:node-versions [-- FILE...]`: the unit and integration tests on each version of Node.js that Snapdeck
 * runs on, by npm's `node` packages, and a table of what came of it. Files or folders narrow the tests down.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const versions = ["20.19.0", "22", "24", "26"];
const root = fileURLToPath(new URL("..", import.meta.url));
const vitest = join(root, "node_modules/vitest/vitest.mjs");
const folder = mkdtempSync(join(tmpdir(), "snapdeck-node-"));
const files = process.argv.slice(2);

/** @typedef {{ asked: string, version: string, passed: number, failed: number, seconds: number, note: string }} Row */

/** @param {string} asked @returns {Row} */
function test(asked) {
  const row = { asked, version: "", passed: 0, failed: 0, seconds: 0, note: "" };
  const prefix = join(folder, asked);
  const options = ["--prefix", prefix, "--no-save", "--no-audit", "--no-fund", "--silent"];
  // The package `node` fetches the binary of this platform by an install script of its own.
  const installed = spawnSync("npm", [
    "install",
    ...options,
    "--ignore-scripts=false",
    `node@${asked}`,
  ]);
  const node = join(prefix, "node_modules/node/bin/node");
  if (installed.status !== 0 || !existsSync(node)) {
    return { ...row, note: `could not be installed: ${String(installed.stderr).split("\n")[0]}` };
  }
  row.version = String(spawnSync(node, ["--version"]).stdout).trim();
  process.stdout.write(`\nNode.js ${row.version}\n`);
  const report = join(prefix, "report.json");
  const startedAt = performance.now();
  const run = spawnSync(
    node,
    [
      vitest,
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...files,
    ],
    {
      cwd: root,
      stdio: "inherit",
      // What a test starts by the name `node` is this one too.
      env: { ...process.env, PATH: `${join(prefix, "node_modules/node/bin")}:${process.env.PATH}` },
    },
  );
  row.seconds = Math.round((performance.now() - startedAt) / 1000);
  if (!existsSync(report)) return { ...row, failed: 1, note: "no report was written" };
  const { numPassedTests, numFailedTests, success } = JSON.parse(readFileSync(report, "utf8"));
  const failed = numFailedTests + (!success && numFailedTests === 0 ? 1 : 0);
  return { ...row, passed: numPassedTests, failed, note: run.status === 0 ? "" : "failed" };
}

const rows = versions.map(test);
rmSync(folder, { recursive: true, force: true });
process.stdout.write(
  "\n| Node.js | passed | failed | time |  |\n| --- | --- | --- | --- | --- |\n",
);
for (const { asked, version, passed, failed, seconds, note } of rows) {
  process.stdout.write(
    `| ${version || asked} | ${passed} | ${failed} | ${seconds} s | ${note} |\n`,
  );
}
process.exitCode = rows.every(({ note, failed }) => note === "" && failed === 0) ? 0 : 1;
