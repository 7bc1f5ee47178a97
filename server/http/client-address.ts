import type { Context, MiddlewareHandler } from "hono";
import { z } from "zod";
import {
  type AddressRange,
  isInRanges,
  parseAddress,
  parseAddressRange,
} from "../config/address-ranges";
import type { Client } from "../routes/client";

/** What the HTTP server hands over with a request; a request that did not come over HTTP has none. */
const overHttp = z.object({
  incoming: z.object({
    socket: z.object({ remoteAddress: z.string(), encrypted: z.boolean().optional() }),
  }),
});

/**
 * The proxies whose `X-Forwarded-*` are believed.
 * @param proxies addresses and CIDRs
 * @throws {Error} naming what is neither
 */
export function trustedRanges(proxies: readonly string[]): readonly AddressRange[] {
  return proxies.map((text) => {
    const range = parseAddressRange(text);
    if (range === null) throw new Error(`${text} is neither an address nor a CIDR`);
    return range;
  });
}

/** Finds out for every request who its client is, for `c.get("client")`. The parameters are those of `clientOf`. */
export function rememberClient(
  trusted: readonly AddressRange[],
  serves?: (host: string) => boolean,
): MiddlewareHandler {
  return async (c, next) => {
    c.set("client", clientOf(c, trusted, serves));
    await next();
  };
}

/**
 * The client of a request. Each proxy adds whom it had the request from at the right of `X-Forwarded-For`, so it is
 * read from there for as long as who added it is trusted; what stands further left anybody may have written. The
 * scheme and the host are those that the outermost trusted proxy was asked for.
 * @param trusted the proxies that are believed; from any other peer the headers could say anything
 * @param serves whether a host is one of ours: another one in `X-Forwarded-Host` is not believed
 */
export function clientOf(
  c: Context,
  trusted: readonly AddressRange[],
  serves: (host: string) => boolean = () => true,
): Client {
  const socket = overHttp.safeParse(c.env).data?.incoming.socket;
  const own = {
    secure: socket?.encrypted ?? false,
    host: (c.req.header("host") ?? new URL(c.req.url).host).toLowerCase(),
  };
  const peer = parseAddress(socket?.remoteAddress ?? "");
  if (peer === null) return { address: "", peer: "", ...own };
  const from = peer.toString();
  if (!isInRanges(peer, trusted)) return { address: from, peer: from, ...own };

  const hops = partsOf(c, "x-forwarded-for");
  let address = peer;
  let passed = 0;
  while (isInRanges(address, trusted)) {
    const before = parseAddress(withoutPort(hops.at(-1 - passed) ?? ""));
    if (before === null) break;
    address = before;
    passed++;
  }
  // A proxy that knows of others before it adds to their lists; one that does not says a single word.
  const saidAtEdge = (name: string) => {
    const parts = partsOf(c, name);
    return (parts.at(-Math.max(passed, 1)) ?? parts[0])?.toLowerCase();
  };
  const scheme = saidAtEdge("x-forwarded-proto");
  const host = saidAtEdge("x-forwarded-host");
  return {
    address: address.toString(),
    peer: from,
    secure: scheme === undefined ? own.secure : scheme === "https",
    host: host !== undefined && isHost(host) && serves(host) ? host : own.host,
  };
}

/** Whom an address stands for: whoever has one IPv6 address has the other 2⁶⁴ of its network as well. */
export function networkOf(address: string): string {
  const parsed = parseAddress(address);
  if (parsed === null || parsed.kind() === "ipv4") return address;
  return parsed.toByteArray().slice(0, 8).join(".");
}

/** A header's words, an empty one as it is: each stands for one proxy. */
const partsOf = (c: Context, name: string) =>
  (c.req.header(name) ?? "").split(",").flatMap((part, _at, all) => {
    const word = part.trim();
    return word === "" && all.length === 1 ? [] : [word];
  });

/** Some balancers add the client's port, after an IPv6 address in brackets. */
const withoutPort = (text: string) =>
  text.replace(/^\[([^\]]*)\](?::\d+)?$|^([\d.]+):\d+$/, "$1$2");

const isHost = (text: string) => /^(?:[\w.-]{1,253}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/.test(text);
