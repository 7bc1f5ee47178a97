import { readFileSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";

/**
 * The built SPA: its files, and its page for every other address, since the browser does the routing.
 * Hashed assets are kept for a year; everything else is asked for anew.
 * @param root the folder of the build
 * @throws {Error} when there is no build in `root`
 */
export function pageRoutes(root: string) {
  const page = readFileSync(join(root, "index.html"), "utf8");
  return new Hono()
    .use(async (c, next) => {
      await next();
      const hashed = c.req.path.startsWith("/assets/") && c.res.status === 200;
      c.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    })
    .get("*", serveStatic({ root }))
    .get("/assets/*", (c) => c.text("Not found", 404))
    .get("*", (c) => c.html(page));
}
