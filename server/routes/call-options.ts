import type { Context } from "hono";
import type { CallOptions } from "../dsw";

/** How a request's calls to the service are made: ended when its client leaves, and in turns with other clients. */
export const callOptions = (c: Context) =>
  ({
    signal: c.req.raw.signal,
    client: c.get("client").address,
  }) satisfies CallOptions;
