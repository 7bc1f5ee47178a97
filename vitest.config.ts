import { defineConfig } from "vitest/config";

// Only a hang ends a test or a wait: a busy machine is slow, and its tests are right all the same.
const hangMs = 120_000;

export default defineConfig({
  test: {
    include: ["server/**/*.test.ts", "web/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"],
    // Tests of the server's process start what it builds: that takes a third of the time of starting the sources.
    globalSetup: "scripts/build-server.mjs",
    testTimeout: hangMs,
    hookTimeout: hangMs,
    expect: { poll: { timeout: hangMs / 2, interval: 20 } },
    // Some files wait for processes and databases more than they count: others count meanwhile.
    maxWorkers: 3,
  },
});
