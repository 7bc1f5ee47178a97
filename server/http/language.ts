import type { Context } from "hono";
import { accepts } from "hono/accepts";
import type { PreviewLanguage } from "./link-preview";

/** The first language wanted that there is; any Chinese reads the simplified one, as in the app. */
export function languageOf(c: Context): PreviewLanguage {
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
