import { execFile, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const scripts = fileURLToPath(new URL(".", import.meta.url));
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "snapdeck-start-"));
  for (const name of ["build.mjs", "start.mjs"]) {
    cpSync(join(scripts, name), join(root, "scripts", name));
  }
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, changedAt: Date, text = "") {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  utimesSync(join(root, path), changedAt, changedAt);
  utimesSync(dirname(join(root, path)), changedAt, changedAt);
}

/** A command of an installation without development dependencies. */
function run(script: string) {
  const env = { PATH: process.env.PATH };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "scripts", script)], {
    cwd: root,
    encoding: "utf8",
    env,
  });
  return { status, stdout, stderr };
}

const older = new Date("2026-01-01T00:00:00Z");
const newer = new Date("2026-01-02T00:00:00Z");
const server = 'console.log("the server runs")';

describe("a start without development dependencies", () => {
  it.each(["start.mjs", "build.mjs"])("says what to do when there is no build: %s", (script) => {
    const { status, stdout, stderr } = run(script);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(
      /^snapdeck: dist\/web\/index\.html is not there, dist\/server\/main\.js is not there, .*Run: npm ci && npm run build\..*\n$/,
    );
  });

  it("says what to do when a source is newer than the build", () => {
    write("dist/web/index.html", newer);
    write("dist/server/main.js", older, server);
    write("server/main.ts", newer);
    const { status, stderr } = run("start.mjs");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^snapdeck: dist\/server\/main\.js is older than its sources, .*\n$/);
  });

  it("runs a build that is current, without its sources too", () => {
    write("dist/web/index.html", newer);
    write("dist/server/main.js", newer, server);
    expect(run("start.mjs")).toEqual({ status: 0, stdout: "the server runs\n", stderr: "" });
    write("server/main.ts", older);
    expect(run("start.mjs").stdout).toBe("the server runs\n");
  });
});

describe("a start that builds", () => {
  /** Stands for Vite: it takes its time, and writes what was asked for, and that it did. */
  const vite = `
    import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
    import { setTimeout as wait } from "node:timers/promises";
    export async function build({ build }) {
      const [folder, file, text] = build ? ["dist/server", "main.js", ${JSON.stringify(server)}] : ["dist/web", "index.html", ""];
      appendFileSync("builds", folder + "\\n");
      await wait(20);
      mkdirSync(folder, { recursive: true });
      writeFileSync(folder + "/" + file, text);
    }`;
  const install = () => {
    write(
      "node_modules/vite/package.json",
      older,
      JSON.stringify({ type: "module", exports: "./index.js" }),
    );
    write("node_modules/vite/index.js", older, vite);
  };
  const inTurn =
    /^Building the pages … \d+\.\d s\nBuilding the server … \d+\.\d s\nthe server runs\n$/;

  it("says what it builds and how long it took, and builds nothing the next time", () => {
    install();
    expect(run("start.mjs").stdout).toMatch(inTurn);
    expect(run("start.mjs").stdout).toBe("the server runs\n");
  });

  it("builds once where several start, the next one after it was killed too", async () => {
    install();
    write("dist/.building", newer, String(2 ** 22 + 1));
    const start = () =>
      promisify(execFile)(process.execPath, [join(root, "scripts/start.mjs")], { cwd: root });
    const starts = await Promise.all([start(), start(), start()]);
    expect(readFileSync(join(root, "builds"), "utf8")).toBe("dist/web\ndist/server\n");
    expect(starts.every(({ stdout }) => stdout.endsWith("the server runs\n"))).toBe(true);
    expect(existsSync(join(root, "dist/.building"))).toBe(false);
  });
});

describe("the package's command", () => {
  const start = (engine: string) => {
    write("package.json", older, JSON.stringify({ engines: { node: engine } }));
    cpSync(join(scripts, "../bin"), join(root, "bin"), { recursive: true });
    return run("../bin/snapdeck.mjs");
  };

  it("says what to do when it was packed without a build", () => {
    const { status, stderr } = start(">=20.19.0");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^snapdeck: there is no build\. Run: .*npm run pack\n$/);
  });

  it("says so when Node.js is too old, before it loads anything", () => {
    write("dist/server/snapdeck.js", newer, server);
    const { status, stdout, stderr } = start(">=99.0.0");
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^snapdeck: Node\.js \S+ is too old: >=99\.0\.0 is needed\.\n$/);
    expect(start(">=20.19.0").stdout).toBe("the server runs\n");
  });
});
