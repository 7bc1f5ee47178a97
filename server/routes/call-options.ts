import type { Context } from "hono";
import { z } from "zod";
import type { CallOptions } from "../dsw";

/** What the HTTP server hands over with a request; a request that did not come over HTTP has none. */
const overHttp = z.object({
  incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }),
});

/** How a request's calls to the service are made: ended when its client leaves, and in turns with other clients. */
export const callOptions = (c: Context): CallOptions => ({
  signal: c.req.raw.signal,
  client: clientOf(c),
});

/**
 * The address a request came from. Behind a proxy on this machine that is the last address of `X-Forwarded-For`,
 * which the proxy itself has added; from elsewhere the header could say anything.
 */
export function clientOf(c: Context): string {
  const peer = overHttp.safeParse(c.env).data?.incoming.socket.remoteAddress ?? "";
  if (!/^(?:::ffff:)?127\.|^::1$/.test(peer)) return peer;
  const forwarded = c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
  return forwarded || peer;
}
