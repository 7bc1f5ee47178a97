import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { placeMarks } from "../../web/paths/first-view";
import { escapeHtml, type Place, type PreviewLanguage } from "./link-preview";

/** What the build writes for the pages to show before there is any script. */
const viewsSchema = z.object({
  pages: z.object({
    en: z.record(z.string(), z.string()),
    "zh-CN": z.record(z.string(), z.string()),
  }),
  noScript: z.object({ en: z.string(), "zh-CN": z.string() }),
  style: z.string(),
  script: z.string(),
});

/** What a page has in itself, as its policy names it. */
export interface InlineHashes {
  style: string;
  script: string;
}

/** What pages show before there is any script: each as it is before its data come. */
export interface FirstViews {
  /** The style sheet of all of them. */
  style: string;
  /** What runs before the first paint. */
  script: string;
  /** What the policy of a page names the two by. */
  hashes: InlineHashes;
  /**
   * The page's content for a place: what is seen before there is any script, and a sentence where there never is one.
   * @param search what the address asks of the page
   */
  bodyOf(place: Place | null, search: URLSearchParams, language: PreviewLanguage): string;
}

/**
 * Reads what the build has made of the pages; null where it has made nothing.
 * @param root the folder of the build
 */
export function readFirstViews(root: string): FirstViews | null {
  const file = join(root, "first-views.json");
  if (!existsSync(file)) return null;
  const { pages, noScript, style, script } = viewsSchema.parse(
    JSON.parse(readFileSync(file, "utf8")),
  );
  return {
    style,
    script,
    hashes: { style: hashOf(style), script: hashOf(script) },
    bodyOf: (place, search, language) => {
      const html = pages[language][pageOf(place, search)] ?? pages[language].frame ?? "";
      const view = Object.entries(placeMarks).reduce(
        (text, [id, mark]) => text.replaceAll(mark, () => escapeHtml(idOf(place, id))),
        html,
      );
      // What is seen is not read out and cannot be used: it goes when the app comes.
      const shown = `<div class="contents" data-first-view inert aria-hidden="true">${view}</div>`;
      return `<noscript>${noScript[language]}</noscript><div id="root" aria-busy="true">${shown}</div>`;
    },
  };
}

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** What of the failures' address lists pushes in place of groups: that has another look. */
const listing = ["by", "group", "instance", "outcome", "push"];

function pageOf(place: Place | null, search: URLSearchParams): string {
  if (place === null) return "frame";
  if (place.section !== "failures") return place.section;
  if (listing.some((key) => search.has(key))) return "frame";
  return place.connection === null ? "allFailures" : "failures";
}

function idOf(place: Place | null, id: string): string {
  if (id === "connection") return place?.connection ?? "";
  if (id === "instanceId") return place?.instanceId ?? "";
  return place?.snapshotId ?? "";
}
