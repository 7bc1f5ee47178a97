import { readFileSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono } from "hono";
import { accepts } from "hono/accepts";
import type { OpenConnection } from "./connections";
import { placeOf, type UnfurlLanguage, unfurlHead, unfurlOf } from "./unfurl";
import { readTold } from "./unfurl-names";

/** A preview is given up on after some seconds; what the account does not tell by then is left out. */
const tellLimitMs = 1500;

/**
 * The built SPA: its files, and its page for every other address, since the browser does the routing.
 * The page tells in its head what the address is about, for whoever reads it without running it.
 * Hashed assets are kept for a year; everything else is asked for anew.
 * @param root the folder of the build
 * @param tellable the connections whose names and statuses the head may tell
 * @throws {Error} when there is no build in `root`, or its page has no place for a title
 */
export function pageRoutes(root: string, tellable: ReadonlyMap<string, OpenConnection>) {
  const page = pageTemplate(readFileSync(join(root, "index.html"), "utf8"));
  const answer = async (c: Context) => {
    const place = placeOf(new URL(c.req.url).pathname);
    // A browser reads the names itself: nobody's page waits for what only a preview needs.
    const toBrowser = c.req.header("sec-fetch-dest") === "document";
    const told = toBrowser ? {} : await readTold(tellable, place, tellLimitMs);
    const language = languageOf(c);
    c.header("vary", "accept-language, sec-fetch-dest");
    return c.html(page(language, unfurlHead(unfurlOf(place, language, told))));
  };
  return (
    new Hono()
      .use(async (c, next) => {
        await next();
        const hashed = c.req.path.startsWith("/assets/") && c.res.status === 200;
        c.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
      })
      // The file itself would tell nothing.
      .on("GET", ["/", "/index.html"], answer)
      .get("*", serveStatic({ root }))
      .get("/assets/*", (c) => c.text("Not found", 404))
      .get("*", answer)
  );
}

/** Takes the built page apart where its language and its title stand. */
function pageTemplate(html: string) {
  const [top, middle, rest] = html.split(/(?<=<html lang=")en(?=")|<title>Snapdeck<\/title>/);
  if (top === undefined || middle === undefined || rest === undefined) {
    throw new Error("index.html has no language or no title to replace");
  }
  return (language: UnfurlLanguage, head: string) => top + language + middle + head + rest;
}

/** The first language wanted that there is; any Chinese reads the simplified one, as in the app. */
function languageOf(c: Context): UnfurlLanguage {
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
