import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, inject } from "vitest";
import { z } from "zod";

const logLine = z.looseObject({ level: z.string(), msg: z.string() });

const root = fileURLToPath(new URL("..", import.meta.url));
const killers: (() => Promise<unknown>)[] = [];

/** Kills every server still running; for a test file's `afterEach`. */
export async function killServers() {
  await Promise.all(killers.splice(0).map((kill) => kill()));
}

/**
 * The built server as its own process, with nothing of this machine's credentials or profile in sight. Only for
 * files that vitest.config.ts names among those that want the build.
 * @param options.pages whether it serves pages beside the API
 */
export function startServer(env: Record<string, string>, { pages = false } = {}) {
  const home = mkdtempSync(join(tmpdir(), "snapdeck-home-"));
  const child = spawn(process.execPath, [inject("builtServer")], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      SNAPDECK_DATA: join(home, "data"),
      PORT: "0",
      SNAPDECK_API_ONLY: pages ? "" : "1",
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
      ...env,
    },
  });
  let output = "";
  const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
  child.stdout.on("data", (text) => {
    output += text;
  });
  child.stderr.on("data", (text) => {
    output += text;
  });
  /** As a crash ends it; resolves when it is gone. */
  const kill = async () => {
    child.kill("SIGKILL");
    await exit;
    rmSync(home, { recursive: true, force: true });
  };
  killers.push(kill);
  return {
    exit,
    output: () => output,
    /** The lines of its log so far. */
    logged: () =>
      output
        .split("\n")
        .filter((line) => line.startsWith("{") && line.endsWith("}"))
        .map((line) => logLine.parse(JSON.parse(line))),
    stop: () => child.kill("SIGTERM"),
    signal: (name: NodeJS.Signals) => child.kill(name),
    kill,
    async address() {
      await expect.poll(() => output).toContain("Snapdeck is at");
      return /^Snapdeck is at (\S+)/m.exec(output)?.[1] ?? "";
    },
  };
}
