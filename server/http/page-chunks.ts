import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { escapeHtml, type Place, type PreviewLanguage } from "./link-preview";

/** What the build says of a source: the file it became, and the sources that it needs from the start. */
const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).default([]) }),
);

const pagesOf: Record<Place["section"], readonly string[]> = {
  operations: ["pages/OperationsPage.tsx"],
  instances: ["pages/InstancesPage.tsx"],
  instance: ["pages/InstancePage.tsx"],
  snapshot: ["pages/InstancePage.tsx", "pages/SnapshotPage.tsx"],
  compare: ["pages/ComparePage.tsx"],
  failures: ["pages/FailuresPage.tsx"],
  atRisk: ["pages/AtRiskPage.tsx"],
};

/** The elements of a page's head that have the browser fetch the scripts which the page will ask for. */
export type ChunkLinks = (place: Place | null, language: PreviewLanguage) => string;

/**
 * Reads from the build which scripts each page needs beside the first one. Asked for at once, they arrive together:
 * the browser would otherwise learn of them one after the other.
 * @param root the folder of the build
 * @param entered the built page, which names what is fetched anyway
 */
export function chunkLinks(root: string, entered: string): ChunkLinks {
  const file = join(root, "chunks.json");
  if (!existsSync(file)) return () => "";
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const kept = new Map<string, string>();
  return (place, language) => {
    const sources = [`i18n/${language}.ts`, ...(place === null ? [] : pagesOf[place.section])];
    const key = sources.join();
    const links = kept.get(key) ?? linksTo(filesOf(manifest, sources), entered);
    kept.set(key, links);
    return links;
  };
}

/** The files of some sources and of all that they need. */
function filesOf(manifest: z.infer<typeof manifestSchema>, sources: readonly string[]): string[] {
  const seen = new Set<string>();
  const add = (source: string) => {
    if (seen.has(source)) return;
    seen.add(source);
    for (const needed of manifest[source]?.imports ?? []) add(needed);
  };
  for (const source of sources) add(source);
  return [...seen].flatMap((source) => manifest[source]?.file ?? []);
}

const linksTo = (files: readonly string[], entered: string) =>
  files
    .filter((file) => !entered.includes(file))
    .map((file) => `\n    <link rel="modulepreload" crossorigin href="./${escapeHtml(file)}">`)
    .join("");
