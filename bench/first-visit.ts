/**
 * `npm run bench:first-visit`: the scripts that the first visit of each page loads, and their bytes in Brotli, beside
 * the most that they may come to. With `--check` it fails where a page comes to more; with `--packages` it prints
 * what each package costs, built into a script of its own.
 */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";
import { buildStale } from "../scripts/build.mjs";
import { type Place, type PreviewLanguage, placeOf } from "../server/http/link-preview";
import { chunkLinks } from "../server/http/page-chunks";

/** Of the longer of the two catalogues. The goal is 12 scripts and 140 kB for every page. */
const budgets: [address: string, scripts: number, kilobytes: number][] = [
  ["/c/instances", 12, 130],
  ["/c/instances/i", 12, 136],
  ["/c/instances/i/snapshots/s", 12, 140],
  ["/c/instances/i/compare", 12, 108],
  ["/c/failures", 12, 122],
  ["/c/at-risk", 12, 132],
  ["/operations", 12, 105],
];
const languages: PreviewLanguage[] = ["en", "zh-CN"];
const root = fileURLToPath(new URL("..", import.meta.url));
const web = join(root, "dist/web");
const say = (line: string) => process.stdout.write(`${line}\n`);

/** The scripts that the page's head names, which are all that it is first shown by. */
function scriptsOf(place: Place | null): { scripts: number; bytes: number } {
  const page = readFileSync(join(web, "index.html"), "utf8");
  const links = chunkLinks(web, page);
  const counts = languages.map((language) => {
    const named = (page + links(place, language)).match(/assets\/[\w.-]+\.js/g);
    const sizes = [...new Set(named)].map((file) => statSync(join(web, `${file}.br`)).size);
    return { scripts: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
  });
  return {
    scripts: Math.max(...counts.map(({ scripts }) => scripts)),
    bytes: Math.max(...counts.map(({ bytes }) => bytes)),
  };
}

function comparePages() {
  let over = 0;
  say("| page | scripts | at most | kB | at most |\n| --- | --- | --- | --- | --- |");
  for (const [address, mostScripts, mostKilobytes] of budgets) {
    const place = placeOf(address);
    if (place === null) throw new Error(`${address} names no page`);
    const { scripts, bytes } = scriptsOf(place);
    const kilobytes = bytes / 1000;
    if (scripts > mostScripts || kilobytes > mostKilobytes) over++;
    const figures = [place.section, scripts, mostScripts, kilobytes.toFixed(1), mostKilobytes];
    say(`| ${figures.join(" | ")} |`);
  }
  if (over > 0 && process.argv.includes("--check")) {
    process.stderr.write(
      "A page loads more at its first visit than it may: bench/first-visit.ts\n",
    );
    process.exitCode = 1;
  }
}

const packageOf = (id: string) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? null;

async function weighPackages() {
  const groups = [
    { name: (id: string) => packageOf(id), includeDependenciesRecursively: false, priority: 9 },
  ];
  const built = await build({
    root: join(root, "web"),
    configFile: join(root, "vite.config.ts"),
    logLevel: "error",
    build: {
      write: false,
      rolldownOptions: {
        preserveEntrySignatures: false,
        output: { codeSplitting: { groups }, strictExecutionOrder: true },
      },
    },
  });
  if (!("output" in built)) throw new Error("one build is expected");
  const weights = built.output.flatMap((file) => {
    const name = file.type === "chunk" ? packageOf(file.moduleIds[0] ?? "") : null;
    return file.type === "chunk" && name !== null
      ? [[name, brotliCompressSync(file.code).length] as const]
      : [];
  });
  say("| package | kB |\n| --- | --- |");
  for (const [name, bytes] of weights.sort(([, a], [, b]) => b - a)) {
    say(`| \`${name}\` | ${(bytes / 1000).toFixed(1)} |`);
  }
}

await buildStale(["web"]);
if (process.argv.includes("--packages")) await weighPackages();
else comparePages();
