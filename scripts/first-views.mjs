// @ts-check
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import { build, minify } from "vite";

/**
 * Renders what each page looks like before its scripts and its data are there, with the style sheet that this takes,
 * and writes both beside the built page, where the server finds them (server/http/first-view.ts).
 * @returns {import("vite").Plugin}
 */
export function firstViews() {
  let root = "";
  return {
    name: "first-views",
    apply: "build",
    configResolved(config) {
      root = config.root;
    },
    async writeBundle({ dir = "" }, bundle) {
      const { classes, rules, ...views } = await render(root);
      const font = Object.keys(bundle).find((name) => name.endsWith(".woff2"));
      const style = (await styleOf(root, classes)).replaceAll(
        /url\([^)]*\.woff2\)/g,
        `url(${font})`,
      );
      const script = await beforePaint(root);
      writeFileSync(
        join(dir, "first-views.json"),
        JSON.stringify({ ...views, style: style + rules, script }),
      );
    },
  };
}

/** What runs before the first paint: in the page itself, which waits for no file then. @param {string} root */
async function beforePaint(root) {
  const file = join(root, "../public/theme.js");
  const { code, errors } = await minify(file, readFileSync(file, "utf8"));
  if (errors[0]) throw errors[0];
  return code.trim();
}

/** @param {string} root @returns {Promise<import("../web/first-view/render").FirstViews>} */
async function render(root) {
  const folder = mkdtempSync(join(tmpdir(), "snapdeck-first-views-"));
  try {
    await build({
      configFile: false,
      root,
      publicDir: false,
      logLevel: "error",
      // One file that needs nothing beside it.
      ssr: { noExternal: true },
      build: {
        ssr: join(root, "first-view/render.tsx"),
        outDir: folder,
        minify: false,
        target: "node20",
        rolldownOptions: {
          output: { entryFileNames: "render.mjs", codeSplitting: false },
        },
      },
    });
    // What the pages' code looks for while it is loaded and rendered.
    const missing = {
      navigator: { userAgent: "" },
      location: { origin: "" },
      Notification: { permission: "default" },
    };
    for (const [name, value] of Object.entries(missing)) {
      if (name in globalThis) continue;
      Object.defineProperty(globalThis, name, { value, configurable: true });
    }
    const { renderFirstViews } = await import(pathToFileURL(join(folder, "render.mjs")).href);
    return renderFirstViews();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * The app's style sheet as far as some classes go.
 * @param {string} root @param {readonly string[]} classes
 */
async function styleOf(root, classes) {
  const sheet = join(root, "ui/theme.css");
  const built = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: "error",
    plugins: [
      {
        name: "only-these-classes",
        enforce: "pre",
        transform(code, id) {
          if (id.split("?")[0] !== sheet) return null;
          const sources = `@source inline(${JSON.stringify(classes.join(" "))});`;
          return code.replace(
            /@import "tailwindcss";/,
            `@import "tailwindcss" source(none);\n${sources}`,
          );
        },
      },
      tailwindcss(),
    ],
    build: {
      write: false,
      target: "es2022",
      assetsInlineLimit: 0,
      rolldownOptions: { input: sheet },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const assets = outputs.flatMap((one) => ("output" in one ? one.output : []));
  const style = assets.find(({ fileName }) => fileName.endsWith(".css"));
  if (style === undefined || !("source" in style)) throw new Error("no style sheet was built");
  return String(style.source);
}
