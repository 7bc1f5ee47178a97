import { defineConfig } from "@playwright/test";
import { chromiumArgs, findChromium } from "./scripts/chromium.mjs";

const executablePath = findChromium();

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 2,
  // Only a hang ends a test: a busy machine is slow, and its tests are right all the same.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // A test that passes only at a second try is flaky, and flaky counts as failed.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  use: {
    // What pulses forever would have the browser draw all the time.
    reducedMotion: "reduce",
    locale: "en-US",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1440, height: 900 },
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      args: chromiumArgs,
    },
  },
});
