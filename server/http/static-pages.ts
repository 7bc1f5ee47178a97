import { readFileSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono } from "hono";
import { getCookie } from "hono/cookie";
import { etag } from "hono/etag";
import { firstReads, type LastVisit } from "../../web/paths/first-reads";
import type { Access } from "../access/access";
import { nobody } from "../access/viewer";
import { callOptions } from "../routes/call-options";
import type { RouteContext } from "../routes/context";
import { viewerOfPage } from "./admission";
import type { FirstViews } from "./first-view";
import { languageOf } from "./language";
import {
  escapeHtml,
  linkPreview,
  linkPreviewHead,
  type Place,
  type PreviewLanguage,
  placeOf,
} from "./link-preview";
import { readPreviewNames } from "./link-preview-names";
import { chunkLinks } from "./page-chunks";

/** Whoever makes a preview gives up after some seconds; a name that is not read by then is left out. */
const nameLimitMs = 1500;

/**
 * The built SPA: its files, and its page for every other address, since the browser does the routing.
 * The page's head says what the address is about, for whoever reads it without running it, and
 * where it is served, since one build does for every path.
 * Hashed assets are kept for a year; everything else is asked for anew.
 * @param root the folder of the build
 * @param firstViews what the pages show before there is any script; null for nothing
 * @param namesAllowed where the names and statuses that the head may show are read; null for none
 * @param basePath the path everything is under; empty for the root
 * @param access a person that nobody has signed in is sent to where that is done
 * @throws {Error} when there is no build in `root`, or its page has no place for a title or a base
 */
export function pageRoutes(
  root: string,
  firstViews: FirstViews | null,
  namesAllowed: RouteContext | null,
  basePath: string,
  access: Access,
) {
  const built = readFileSync(join(root, "index.html"), "utf8");
  const page = pageTemplate(built, `${basePath}/`, firstViews);
  const chunks = chunkLinks(root, built);
  const below = (path: string) => path.slice(basePath.length);
  const answer = async (c: Context) => {
    const viewer = await viewerOfPage(c, access);
    if (viewer === nobody && access.oidc !== null && isForBrowser(c)) {
      const { pathname, search } = new URL(c.req.url);
      const signIn = `${basePath}/auth/sign-in?return=${encodeURIComponent(pathname + search)}`;
      c.header("vary", "cookie, sec-fetch-dest");
      return c.redirect(signIn, 302);
    }
    const { pathname, searchParams } = new URL(c.req.url);
    const place = placeOf(below(pathname));
    // A browser reads the names itself: nobody's page waits for what only a preview needs, and no
    // other site's page can have them read by naming the address as an image.
    const toBrowser = c.req.header("sec-fetch-dest") !== undefined || isForBrowser(c);
    const names = toBrowser
      ? {}
      : await readPreviewNames(
          namesAllowed?.connectionsOf(viewer) ?? new Map(),
          place,
          nameLimitMs,
          callOptions(c),
        );
    const language = languageOf(c);
    c.header("vary", "accept-language, cookie, sec-fetch-dest");
    const head = linkPreviewHead(linkPreview(place, language, names));
    const reads = toBrowser && viewer !== nobody ? readLinks(c, place, basePath) : "";
    // Whoever reads the page for its preview has no use for its looks.
    const view = toBrowser ? firstViews?.bodyOf(place, searchParams, language) : undefined;
    return c.html(page(language, head + reads + chunks(place, language), view ?? emptyRoot));
  };
  return (
    new Hono()
      .use(`${basePath}/*`, async (c, next) => {
        await next();
        const hashed = below(c.req.path).startsWith("/assets/") && c.res.status === 200;
        c.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
      })
      // The file itself has neither title nor base.
      .on("GET", [`${basePath}/`, `${basePath}/index.html`], etag(), answer)
      .get(`${basePath}/*`, serveStatic({ root, rewriteRequestPath: below, precompressed: true }))
      .get(`${basePath}/assets/*`, (c) => c.text("Not found", 404))
      .get(`${basePath}/*`, etag(), answer)
  );
}

/**
 * The elements of a page's head that have the browser ask for its data while its scripts are on their way. What it
 * reads with them it takes from there, since both are asked in the same mode and with the same credentials.
 */
function readLinks(c: Context, place: Place | null, basePath: string): string {
  if (place === null) return "";
  return firstReads(place, new URL(c.req.url).searchParams, lastVisitOf(c))
    .map((address) => escapeHtml(basePath + address))
    .map((href) => `\n    <link rel="preload" as="fetch" crossorigin href="${href}">`)
    .join("");
}

/** What the failures' page has told of the visit before (web/failures/last-visit.ts); null where it has not. */
function lastVisitOf(c: Context): LastVisit | null {
  const told = getCookie(c, "snapdeck_visit") ?? "";
  const [, since, zone] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z) ([\w/+-]{1,64})$/.exec(told) ?? [];
  return since === undefined || zone === undefined ? null : { since, zone };
}

/**
 * Whether a person is about to look at it; what reads a page for its preview says nothing of the kind. Browsers leave
 * Sec-Fetch-Dest out where they reach us by plain HTTP, and then still ask for the secure page if there is one.
 */
const isForBrowser = (c: Context) =>
  c.req.header("sec-fetch-dest") === "document" ||
  (c.req.header("sec-fetch-dest") === undefined &&
    c.req.header("upgrade-insecure-requests") === "1");

/**
 * Takes the built page apart where its language, its base and its title stand, and puts it together for a visit. With
 * first views the page carries their own style sheet, and the whole one comes behind them: what stands before it is
 * painted while it is on its way, and no script of a file runs until it is there.
 */
function pageTemplate(html: string, base: string, views: FirstViews | null) {
  const [top, middle, lower, rest] = withFirstViews(html, views).split(
    /(?<=<html lang=")en(?=")|(?<=<base href=")\/(?=")|<title>Snapdeck<\/title>/,
  );
  if (top === undefined || middle === undefined || lower === undefined || rest === undefined) {
    throw new Error("index.html has no language, no base or no title to replace");
  }
  const between = middle + escapeHtml(base) + lower;
  return (language: PreviewLanguage, head: string, view: string) =>
    top + language + between + head + rest.replace(viewMark, () => view);
}

const viewMark = "<!-- first view -->";
const emptyRoot = '<div id="root"></div>';

function withFirstViews(html: string, views: FirstViews | null): string {
  const sheet = /\n *<link rel="stylesheet"[^>]*>/.exec(html)?.[0];
  if (views === null || sheet === undefined || !html.includes(emptyRoot)) return html;
  return html
    .replace(/<script src="[^"]*\btheme\.js"><\/script>/, () => `<script>${views.script}</script>`)
    .replace(sheet, () => `\n    <style>${views.style}</style>`)
    .replace(emptyRoot, () => viewMark + sheet);
}
