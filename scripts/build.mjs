// @ts-check
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The build is missing or old, and what builds it is not installed. */
export class BuildError extends Error {}

/**
 * Builds the SPA into dist/web and the server into dist/server, each only when one of its sources
 * is newer than its last build. Dependencies of the server stay in node_modules.
 * @param {string[]} names what is built
 * @returns {Promise<string[]>} the names of what was built
 * @throws {BuildError} when something is to be built and Vite is not installed
 */
export async function buildStale(names = ["web", "server"]) {
  const shared = [
    "package-lock.json",
    "vite.config.ts",
    "scripts/page-chunks.mjs",
    "scripts/first-views.mjs",
    "server/contract",
  ];
  const parts = [
    { name: "web", sources: ["web", "public", ...shared], output: "dist/web/index.html" },
    { name: "server", sources: ["server", ...shared], output: "dist/server/main.js" },
  ];
  const stale = parts.filter(
    ({ name, sources, output }) => names.includes(name) && isStale(sources, output),
  );
  if (stale.length === 0) return [];
  const { build } = await importVite(stale.map(({ output }) => output));
  for (const { name } of stale) {
    await build(
      name === "web" ? { root: join(root, "web"), ...webConfig, logLevel: "warn" } : serverConfig,
    );
  }
  return stale.map(({ name }) => name);
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

/** @type {import("vite").InlineConfig} */
const serverConfig = {
  configFile: false,
  root,
  publicDir: false,
  logLevel: "warn",
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await orSayWhatToDo(async () => {
    const built = await buildStale();
    process.stdout.write(
      built.length > 0 ? `built ${built.join(" and ")}\n` : "nothing is stale\n",
    );
  });
}
