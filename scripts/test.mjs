// @ts-check
/**
 * `npm test`: the check, the unit and integration tests, and the end-to-end tests, all of them even
 * when one fails; the last line counts them.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildStale } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);
const results = mkdtempSync(join(tmpdir(), "snapdeck-test-"));
let passed = 0;
let failed = 0;
let skipped = 0;

/**
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {boolean} whether it succeeded
 */
function run(command, env = {}) {
  const [program = "", ...words] = command;
  say(`\n> ${command.join(" ")}`);
  const { status } = spawnSync(program, words, {
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** @typedef {{passed: number, failed: number, skipped: number}} Counts */

/** Counts a step: the tests its report names, and one failure more when it broke without naming any. @param {boolean} ok @param {Counts} counts */
function count(ok, counts) {
  passed += counts.passed;
  failed += counts.failed;
  skipped += counts.skipped;
  if (!ok && counts.failed === 0) failed++;
}

/** @param {string} file @param {(report: any) => Counts} read */
function report(file, read) {
  return existsSync(file)
    ? read(JSON.parse(readFileSync(file, "utf8")))
    : { passed: 0, failed: 0, skipped: 0 };
}

const checked = run(["npm", "run", "--silent", "check"]);
count(checked, { passed: checked ? 1 : 0, failed: 0, skipped: 0 });

const unitReport = join(results, "unit.json");
const unit = run([
  "npx",
  "vitest",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${unitReport}`,
]);
count(
  unit,
  report(unitReport, (r) => ({
    passed: r.numPassedTests,
    failed: r.numFailedTests,
    skipped: r.numPendingTests + r.numTodoTests,
  })),
);

const browserReport = join(results, "e2e.json");
try {
  const chromium = ensureChromium(say);
  say(`\nChromium: ${chromium}`);
  await buildStale();
  const browser = run(["npx", "playwright", "test", "--reporter=line,json"], {
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
  });
  count(
    browser,
    report(browserReport, ({ stats }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    })),
  );
} catch (error) {
  say(`\nThe end-to-end tests could not run: ${error instanceof Error ? error.message : error}`);
  failed++;
}

rmSync(results, { recursive: true, force: true });
say(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed === 0 ? 0 : 1);
