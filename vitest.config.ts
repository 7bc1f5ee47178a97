import { defineConfig } from "vitest/config";

// Only a hang ends a test or a wait: a busy machine is slow, and its tests are right all the same.
const hangMs = 120_000;

/** They start the built server as a process of its own; where the build is stale it is made first. */
const startingProcesses = [
  "server/*.test.ts",
  "server/startup/**/*.test.ts",
  "server/sync/**/*.test.ts",
  "scripts/**/*.test.ts",
];

export default defineConfig({
  test: {
    testTimeout: hangMs,
    hookTimeout: hangMs,
    expect: { poll: { timeout: hangMs / 2, interval: 20 } },
    // Some files wait for processes and databases more than they count: others count meanwhile.
    maxWorkers: 3,
    // They run in the order of their names.
    projects: [
      {
        extends: true,
        test: {
          name: "processes",
          include: startingProcesses,
          globalSetup: "scripts/built-server.testing.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "shared",
          include: ["server/*/**/*.test.ts", "web/**/*.test.{ts,tsx}"],
          exclude: startingProcesses,
          // A process of its own for each file would load the same modules a hundred times over.
          isolate: false,
        },
      },
    ],
  },
});
