// @ts-check
/**
 * `npm test`: the check, the unit and integration tests, and the end-to-end tests, all of them even
 * when one fails; the last line counts them.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildStale } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);
/** As it was at the start: a build in this process says that everything after it is for production. */
const environment = { ...process.env };
const results = mkdtempSync(join(tmpdir(), "snapdeck-test-"));
let passed = 0;
let failed = 0;
let skipped = 0;

/**
 * Runs a command and shows what it says.
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<boolean>} whether it succeeded
 */
function run(command, env = {}) {
  const [program = "", ...words] = command;
  say(`\n> ${command.join(" ")}`);
  const child = spawn(program, words, { stdio: "inherit", env: { ...environment, ...env } });
  return new Promise((resolve) => {
    child.once("error", () => resolve(false));
    child.once("close", (code) => resolve(code === 0));
  });
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

/**
 * Runs the check beside what follows, since it has one core busy at most; what it says comes in one piece.
 * @returns {Promise<{ok: boolean, output: string}>}
 */
function check() {
  const child = spawn("npm", ["run", "--silent", "check"], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ ok: false, output: error.message }));
    child.once("close", (code) => resolve({ ok: code === 0, output }));
  });
}

// Built before both: the check measures what is built, and the tests start it.
try {
  await buildStale();
} catch (error) {
  say(`The build failed: ${error instanceof Error ? error.message : error}`);
  failed++;
}
const checking = check();

const unitReport = join(results, "unit.json");
const unit = await run([
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

const checked = await checking;
say(`\n> npm run --silent check\n${checked.output}`);
count(checked.ok, { passed: checked.ok ? 1 : 0, failed: 0, skipped: 0 });

const browserReport = join(results, "e2e.json");
try {
  const chromium = ensureChromium(say);
  say(`\nChromium: ${chromium}`);
  const browser = await run(["npx", "playwright", "test", "--reporter=line,json"], {
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
