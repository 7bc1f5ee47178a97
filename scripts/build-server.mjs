// @ts-check
import { buildStale } from "./build.mjs";

/** Before the first test file: builds the server when it is stale. */
export async function setup() {
  await buildStale(["server"]);
}
