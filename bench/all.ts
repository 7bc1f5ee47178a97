/**
 * `npm run bench`: every measurement of this folder that needs nothing from outside, one after the other, each in a
 * process of its own on loopback, with fewer rounds or rows than `docs/performance.md` was measured with. One that
 * takes longer than it may is ended, and said. Options: `--only TEXT`.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildStale } from "../scripts/build.mjs";
import { machine } from "./measured-server";

const { values } = parseArgs({ options: { only: { type: "string", default: "" } } });
const say = (line: string) => process.stdout.write(`${line}\n`);
const minutesAtMost = 10;

const measurements: [file: string, ...options: string[]][] = [
  ["first-visit"],
  ["page-speed", "--rounds", "3"],
  ["page-clicks", "--rounds", "2", "--navigations", "200"],
  ["scroll"],
  ["polls"],
  ["signed-call"],
  ["whole-history"],
  ["first-sync", "--instances", "1000"],
  ["index-queries", "--snapshots", "30000"],
  ["start", "--snapshots", "30000"],
];

await buildStale();
say(`On ${machine()}.`);
const failed: string[] = [];
for (const [file, ...options] of measurements) {
  if (!file.includes(values.only)) continue;
  say(`\n## ${[file, ...options].join(" ")}\n`);
  const script = fileURLToPath(new URL(`${file}.ts`, import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, ...options], {
    stdio: ["ignore", "inherit", "inherit"],
    timeout: minutesAtMost * 60_000,
  });
  const [code] = await once(child, "exit");
  if (code !== 0) failed.push(file);
}
if (failed.length > 0) {
  say(`\nNot measured: ${failed.join(", ")}.`);
  process.exitCode = 1;
}
