import type { Context } from "hono";
import { accepts } from "hono/accepts";
import { getCookie } from "hono/cookie";
import type { PreviewLanguage } from "./link-preview";

const languages: readonly PreviewLanguage[] = ["en", "zh-CN"];

/**
 * The language of a page, as in the app: the link's where it names one, the reader's choice (web/state/told.ts), or
 * else the first wanted that there is; any Chinese reads the simplified one.
 */
export function languageOf(c: Context): PreviewLanguage {
  const chosen = [c.req.query("lang"), getCookie(c, "snapdeck_language")];
  return languages.find((one) => one === chosen.find((text) => isLanguage(text))) ?? wantedOf(c);
}

const isLanguage = (text: string | undefined) => languages.some((one) => one === text);

function wantedOf(c: Context): PreviewLanguage {
  const wanted = accepts(c, {
    header: "Accept-Language",
    supports: ["en", "zh"],
    default: "en",
    match: (languages, { supports, default: fallback }) =>
      languages
        .filter(({ q }) => q > 0)
        .sort((a, b) => b.q - a.q)
        .map(({ type }) => type.toLowerCase().split("-")[0] ?? "")
        .find((primary) => supports.includes(primary)) ?? fallback,
  });
  return wanted === "zh" ? "zh-CN" : "en";
}
