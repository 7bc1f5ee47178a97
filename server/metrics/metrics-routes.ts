import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import type { Metrics } from "./metrics";

interface MetricsAccess {
  path: string;
  /** The bearer token that is asked for; null for none. */
  token: string | null;
}

/** The metrics at their path, for whoever brings the token. */
export function metricsRoutes(
  metrics: Pick<Metrics, "exposition" | "contentType">,
  { path, token }: MetricsAccess,
): Hono {
  return new Hono().get(path, async (c) => {
    if (token !== null && !isToken(c.req.header("authorization"), token)) {
      return c.text("A bearer token is needed to read the metrics.\n", 401, {
        "www-authenticate": 'Bearer realm="metrics"',
        "cache-control": "no-store",
      });
    }
    return c.body(await metrics.exposition(), 200, {
      "content-type": metrics.contentType,
      "cache-control": "no-store",
    });
  });
}

/** Digests are of one length, and comparing them takes the same time wherever they differ. */
function isToken(header: string | undefined, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(header ?? "")?.[1] ?? "";
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
