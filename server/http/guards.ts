import { isIP } from "node:net";
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import { ProblemError } from "../problems/problem";
import type { InlineHashes } from "./first-view";

/**
 * Tells the hosts that cannot be rebound to this server by somebody else's DNS: loopback names, bare IP
 * addresses, and the ones configured, each with any port.
 * @param allowed lower-case host names; a port behind one is ignored
 */
export function servedHosts(allowed: readonly string[]): (host: string) => boolean {
  const names = new Set(["localhost", ...allowed.map((name) => hostName(name) ?? name)]);
  return (given) => {
    const host = hostName(given);
    return host !== null && (names.has(host) || host.endsWith(".localhost") || isIP(host) !== 0);
  };
}

/** @throws {ProblemError} `host.refused` for a host that is not served */
export function hostGuard(serves: (host: string) => boolean): MiddlewareHandler {
  return async (c, next) => {
    if (!serves(c.req.header("host") ?? new URL(c.req.url).host)) {
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

/**
 * Refuses what a page of another site has the browser ask: it could not read the answer, yet every
 * request may cost the account a call. A link that a person follows passes, as do tools, which do not
 * send the header.
 * @throws {ProblemError} `origin.refused`
 */
export const sameOriginOnly: MiddlewareHandler = async (c, next) => {
  const site = c.req.header("sec-fetch-site") ?? "none";
  if (site !== "none" && site !== "same-origin" && !isFollowedLink(c)) {
    throw new ProblemError("origin.refused", "A page of another site asked for this.");
  }
  await next();
};

/** Browsers say by Sec-Fetch-User that a person, not a script, made the tab go to an address. */
const isFollowedLink = (c: Context) =>
  c.req.header("sec-fetch-mode") === "navigate" &&
  c.req.header("sec-fetch-dest") === "document" &&
  c.req.header("sec-fetch-user") === "?1";

/**
 * Lets reads through, and of everything else the `POST`s to addresses that write, as far as no other site can
 * have made them: a page of another site cannot send JSON without the browser's asking first, which is never
 * answered, and the browser says by `Sec-Fetch-Site` or `Origin` whose page it was. A tool sends neither.
 * @param writes the path of a request, whether it writes
 * @throws {ProblemError} `method.notAllowed`, `origin.refused`, `input.notJson`
 */
export function readsAndWrites(writes: (path: string) => boolean): MiddlewareHandler {
  return async (c, next) => {
    const { method, path } = c.req;
    if (method !== "GET" && method !== "HEAD") {
      if (method !== "POST" || !writes(path)) {
        throw new ProblemError("method.notAllowed", `${method} cannot be used here.`);
      }
      if (!isOwnPage(c)) {
        throw new ProblemError("origin.refused", "A page of another site sent this.");
      }
      const [type = ""] = (c.req.header("content-type") ?? "").split(";");
      if (type.trim().toLowerCase() !== "application/json") {
        throw new ProblemError("input.notJson", "What is sent has to be JSON.");
      }
    }
    await next();
  };
}

/** Whether a write comes from Snapdeck's own page, or from no browser. */
function isOwnPage(c: Context): boolean {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined) return site === "same-origin";
  const origin = c.req.header("origin");
  if (origin === undefined) return true;
  // Before a proxy that ends TLS the scheme is not known for certain; the host is, and it is checked.
  return URL.canParse(origin) && new URL(origin).host === c.get("client").host;
}

/** Longer than any address that a page makes: filters and a shared link's digest stay below 4 KB. */
const addressAtMost = 8 * 1024;

/** @throws {ProblemError} `input.addressTooLong` */
export const boundedAddress: MiddlewareHandler = async (c, next) => {
  if (c.req.raw.url.length > addressAtMost) {
    throw new ProblemError(
      "input.addressTooLong",
      `Addresses of at most ${addressAtMost} characters are read.`,
    );
  }
  await next();
};

const bodyAtMost = 64 * 1024;

/** A body larger than 64 KiB, or any with a read. @throws {ProblemError} `input.bodyTooLarge` */
export const boundedBody: readonly MiddlewareHandler[] = [
  async (c, next) => {
    const length = Number(c.req.header("content-length") ?? 0);
    const comes = length > 0 || c.req.header("transfer-encoding") !== undefined;
    if (comes && (c.req.method === "GET" || c.req.method === "HEAD")) {
      throw new ProblemError("input.bodyTooLarge", "A read carries no body.");
    }
    await next();
  },
  bodyLimit({
    maxSize: bodyAtMost,
    onError: () => {
      throw new ProblemError(
        "input.bodyTooLarge",
        `A body of at most ${bodyAtMost} bytes is read.`,
      );
    },
  }),
];

/** Responses of the API are true for the moment only: no cache may keep them. */
export const notStored: MiddlewareHandler = async (c, next) => {
  await next();
  c.header("cache-control", "no-store");
};

/**
 * Security headers. Everything the page loads is its own: no inline script and no inline style but the
 * build's one each, no foreign origin; no other site may frame it, open it to hold on to, or embed what it answers.
 * @param terminatesTls whether this server speaks HTTPS itself; HSTS is left to whoever does
 * @param inline what names the style sheet and the script that the pages carry; null for none
 */
export const pageHeaders = (terminatesTls: boolean, inline: InlineHashes | null) =>
  secureHeaders({
    strictTransportSecurity: terminatesTls ? "max-age=31536000" : false,
    crossOriginOpenerPolicy: "same-origin",
    crossOriginResourcePolicy: "same-origin",
    xFrameOptions: "DENY",
    referrerPolicy: "same-origin",
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", ...(inline === null ? [] : [inline.script])],
      styleSrc: ["'self'", ...(inline === null ? [] : [inline.style])],
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
