import { isIP } from "node:net";
import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { ProblemError } from "../problems/problem";

/**
 * Serves only names that cannot be rebound to this server by somebody else's DNS: loopback names,
 * bare IP addresses, and the ones configured.
 * @param allowed lower-case host names without a port
 * @throws {ProblemError} `host.refused`
 */
export function hostGuard(allowed: readonly string[]): MiddlewareHandler {
  const names = new Set(["localhost", ...allowed]);
  return async (c, next) => {
    const host = hostName(c.req.header("host") ?? new URL(c.req.url).host);
    if (host === null || !(names.has(host) || host.endsWith(".localhost") || isIP(host) !== 0)) {
      throw new ProblemError(
        "host.refused",
        "The Host header names a host this server does not serve.",
      );
    }
    await next();
  };
}

/** The name in a Host header, without port and brackets; null when it is not one. */
function hostName(header: string): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/\\@\s]+))(?::\d{1,5})?$/i.exec(header);
  return (match?.[1] ?? match?.[2])?.toLowerCase() ?? null;
}

/** Snapdeck reads and never writes. @throws {ProblemError} `method.notAllowed` */
export const readOnly: MiddlewareHandler = async (c, next) => {
  if (c.req.method !== "GET" && c.req.method !== "HEAD") {
    throw new ProblemError("method.notAllowed", `${c.req.method} is not a way to read.`);
  }
  await next();
};

/** Answers of the API belong to the moment and to nobody's cache. */
export const notStored: MiddlewareHandler = async (c, next) => {
  await next();
  c.header("cache-control", "no-store");
};

/**
 * Security headers. Everything the page loads is its own: no inline script or style, no foreign
 * origin. HSTS is left to whoever terminates TLS.
 */
export const pageHeaders = secureHeaders({
  strictTransportSecurity: false,
  referrerPolicy: "same-origin",
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    // The page says by a base element which path it is served under.
    baseUri: ["'self'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
});
