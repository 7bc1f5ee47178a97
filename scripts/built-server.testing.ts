import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The built server's file. */
    builtServer: string;
  }
}

/**
 * Builds what is stale once, before any of the files that start the server as a process of its own: from its
 * sources each start would translate all of them anew, which takes longer than most of these tests.
 */
export default function setup(project: TestProject): void {
  // In a process of its own and with an environment that is not the tests': in theirs, Vite would build for development.
  const {
    NODE_ENV: _mode,
    VITEST: _vitest,
    DEV: _dev,
    PROD: _prod,
    MODE: _name,
    ...env
  } = process.env;
  execFileSync(process.execPath, [fileURLToPath(new URL("build.mjs", import.meta.url))], { env });
  project.provide("builtServer", fileURLToPath(new URL("../dist/server/main.js", import.meta.url)));
}
