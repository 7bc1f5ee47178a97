// @ts-check
/** `npm run visual:update`: takes the pictures of `e2e/visual.spec.ts` anew, and records where. */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildStale } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";

const pictures = fileURLToPath(new URL("../e2e/visual.spec.ts-snapshots/", import.meta.url));

const chromium = ensureChromium((line) => process.stdout.write(`${line}\n`));
await buildStale();
// Whole, so that no picture of a state that is gone stays behind.
rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });
const { status } = spawnSync(
  "npx",
  ["playwright", "test", "e2e/visual.spec.ts", "--update-snapshots=all", "--reporter=line"],
  { stdio: "inherit", env: { ...process.env, CHROMIUM_PATH: chromium } },
);
process.exit(status ?? 1);
