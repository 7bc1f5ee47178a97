import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { buildStale } from "./build.mjs";

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
export default async function setup(project: TestProject): Promise<void> {
  await buildStale();
  project.provide("builtServer", fileURLToPath(new URL("../dist/server/main.js", import.meta.url)));
}
