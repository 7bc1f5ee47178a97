// @ts-check
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The build is missing or old, and what builds it is not installed. */
export class BuildError extends Error {}

const shared = [
  "package-lock.json",
  "vite.config.ts",
  "scripts/page-chunks.mjs",
  "scripts/first-views.mjs",
  "server/contract",
];
const parts = [
  {
    name: "web",
    what: "the pages",
    sources: ["web", "public", ...shared],
    output: "dist/web/index.html",
  },
  {
    name: "server",
    what: "the server",
    sources: ["server", ...shared],
    output: "dist/server/main.js",
  },
];

/**
 * Builds the SPA into dist/web and the server into dist/server, each only when one of its sources
 * is newer than its last build. Most dependencies of the server are in its build. Of several that build at the same
 * time one does, and the others wait for it.
 * @param {string[]} names what is built
 * @param {(text: string) => void} say is told what is being done, a line in parts
 * @returns {Promise<string[]>} the names of what was built
 * @throws {BuildError} when something is to be built and Vite is not installed
 */
export async function buildStale(names = ["web", "server"], say = () => {}) {
  const staleNow = () =>
    parts.filter(({ name, sources, output }) => names.includes(name) && isStale(sources, output));
  const stale = staleNow();
  if (stale.length === 0) return [];
  const { build } = await importVite(stale.map(({ output }) => output));
  const release = await takeBuildLock(say);
  try {
    const left = staleNow();
    for (const { name, what } of left) {
      const began = performance.now();
      say(`Building ${what} … `);
      await build(
        name === "web" ? { root: join(root, "web"), ...webConfig, logLevel: "warn" } : serverConfig,
      );
      say(`${((performance.now() - began) / 1000).toFixed(1)} s\n`);
    }
    return left.map(({ name }) => name);
  } finally {
    release();
  }
}

const pollMs = 100;

/**
 * Waits until no other process builds.
 * @param {(text: string) => void} say
 * @returns {Promise<() => void>} lets the next one build
 */
async function takeBuildLock(say) {
  const lock = join(root, "dist/.building");
  mkdirSync(join(root, "dist"), { recursive: true });
  let said = false;
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      if (said) say("\n");
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    if (!isLeftBehind(lock)) {
      if (!said) say("Waiting for another process that builds …");
      said = true;
      await wait(pollMs);
    } else if (!removeLeftBehind(lock)) await wait(pollMs);
  }
}

/** Whether the process that made a lock has been killed. @param {string} lock */
function isLeftBehind(lock) {
  try {
    const pid = Number(readFileSync(lock, "utf8"));
    // 0 where it has been made and is not written yet.
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}

/** One process at a time looks again and removes it: another one may have made a new lock by now. @param {string} lock */
function removeLeftBehind(lock) {
  const removing = `${lock}-removing`;
  try {
    mkdirSync(removing);
  } catch {
    return false;
  }
  if (isLeftBehind(lock)) rmSync(lock, { force: true });
  rmdirSync(removing);
  return true;
}

/** Vite is a development dependency: an installation for production goes without it. @param {string[]} outputs */
async function importVite(outputs) {
  try {
    return await import("vite");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND")) {
      throw error;
    }
    const states = outputs.map((output) =>
      existsSync(join(root, output))
        ? `${output} is older than its sources`
        : `${output} is not there`,
    );
    throw new BuildError(
      `${states.join(", ")}, and what builds it is not installed. Run: npm ci && npm run build. After that, npm ci --omit=dev && npm start works too.`,
    );
  }
}

const webConfig = { configFile: join(root, "vite.config.ts") };

/**
 * What the server loads from node_modules: what has a part for each platform, what observers of a process put
 * themselves into by its name, and what is not loaded at every start.
 */
const notBundled = [
  "@alicloud/credentials",
  "@libsql/client/sqlite3",
  "libsql",
  "pg",
  "pino",
  "pino-pretty",
  "undici",
];

/** @type {import("vite").InlineConfig} */
const serverConfig = {
  configFile: false,
  root,
  publicDir: false,
  logLevel: "warn",
  // One file is read in a part of the time that a thousand of them take.
  ssr: { noExternal: true, external: notBundled },
  build: {
    ssr: true,
    outDir: join(root, "dist/server"),
    emptyOutDir: true,
    target: "node20",
    rollupOptions: {
      input: {
        main: join(root, "server/main.ts"),
        // The package's command.
        snapdeck: join(root, "server/cli/snapdeck.ts"),
        // A thread starts from a file of its own, beside the one that starts it.
        "libsql-thread": join(root, "server/store/libsql-thread.js"),
      },
      // What several of them need stands beside them too, where it finds the thread's file.
      output: { chunkFileNames: "[name]-[hash].js" },
    },
  },
};

/** @param {string[]} sources @param {string} output */
function isStale(sources, output) {
  const built = join(root, output);
  if (!existsSync(built)) return true;
  const builtAt = statSync(built).mtimeMs;
  return sources.some((source) => newest(join(root, source)) > builtAt);
}

/** @param {string} path @returns {number} the newest change in a file or below a folder, ms; 0 for none, since a build may be deployed without its sources */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  const below = readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !/\.(test|testing)\.tsx?$/.test(name))
    .map(({ name }) => newest(join(path, name)));
  return Math.max(stat.mtimeMs, ...below);
}

/** Runs a command's work; what is only to be told to whoever ran it is one line. @param {() => Promise<void>} work */
export async function orSayWhatToDo(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    process.stderr.write(`snapdeck: ${error.message}\n`);
    process.exit(1);
  }
}

/** @param {string} text */
const say = (text) => void process.stdout.write(text);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await orSayWhatToDo(async () => {
    const built = await buildStale(undefined, say);
    if (built.length === 0) say("nothing is stale\n");
  });
}
