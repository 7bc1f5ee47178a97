import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { firstViews } from "./scripts/first-views.mjs";
import { pageChunks } from "./scripts/page-chunks.mjs";

const compressible = /\.(?:js|css|svg|html|json)$/;

/** Writes each file once more in Brotli and in gzip: compressed as well as can be, and once for all visits. */
const precompressed = (): Plugin => ({
  name: "precompressed",
  apply: "build",
  writeBundle({ dir = "" }) {
    for (const name of readdirSync(dir, { recursive: true, encoding: "utf8" })) {
      // The page itself is put together anew for each visit.
      if (!compressible.test(name) || name === "index.html" || name === "chunks.json") continue;
      const file = join(dir, name);
      const content = readFileSync(file);
      const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
      writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
      writeFileSync(`${file}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
    }
  },
});

/**
 * Lets the bundler leave out what the app does not use of React Router. Its one file does not say that it may: what is
 * made when it is loaded has no effect but being there, names are given for debugging, and warnings are on.
 */
const slimRouter = (): Plugin => ({
  name: "slim-router",
  apply: "build",
  transform: {
    filter: { id: /\/react-router\/dist\/development\/chunk-\w+\.mjs$/ },
    handler: (code) =>
      code
        .replace("ENABLE_DEV_WARNINGS = true", "ENABLE_DEV_WARNINGS = false")
        .replace(/^\w+\.displayName = .*;$/gm, "")
        .replace(/ = (?=React\d*\.(?:createContext|forwardRef|memo)\()/g, " = /* @__PURE__ */ ")
        .replace(
          /^var (\w+) = (class extends React\d*\.Component \{$[\s\S]*?^\});$/gm,
          "var $1 = /* @__PURE__ */ (() => $2)();",
        ),
  },
});

/** Leaves out of icons the keys that React would tell their lines apart by, which never change places. */
const slimIcons = (): Plugin => ({
  name: "slim-icons",
  apply: "build",
  transform: {
    filter: { id: /\/lucide-react\/dist\/esm\/icons\// },
    handler: (code) => code.replace(/,\s*key: "\w+"/g, ""),
  },
});

/** Reading a property does nothing, and every browser has what is asked for by name. */
const treeshake = { propertyReadSideEffects: false, unknownGlobalSideEffects: false } as const;

/** The SPA's build. The server is built from scripts/build.mjs, which reuses Vite's bundler. */
export default defineConfig({
  root: "web",
  // One build for any path: addresses are relative, and the page's base element says to what.
  base: "./",
  publicDir: "../public",
  plugins: [react(), tailwindcss(), slimRouter(), slimIcons(), precompressed(), firstViews()],
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    // The server reads from it which scripts a page needs (server/http/page-chunks.ts).
    manifest: "chunks.json",
    // Every asset keeps an address of its own: the CSP allows no data: scripts or styles.
    assetsInlineLimit: 0,
    target: "es2022",
    // Browsers without it fetch the scripts one after the other, as they come to need them.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake,
      output: {
        // The page that comes first names all scripts there are.
        chunkFileNames: "assets/[name]-[hash:6].js",
        codeSplitting: { groups: pageChunks() },
        minify: { compress: { target: "es2022", treeshake }, mangle: true },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      // The sources of web/api are asked for under the same path; they are Vite's own to answer.
      "^/api/(?![\\w-]+\\.ts(?:\\?|$))": "http://127.0.0.1:8787",
      "/healthz": "http://127.0.0.1:8787",
      "/readyz": "http://127.0.0.1:8787",
    },
  },
});
