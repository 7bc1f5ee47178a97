import type { MiddlewareHandler } from "hono";
import { LRUCache } from "lru-cache";
import { isLoopback } from "../config/access";
import { RateLimitError } from "../problems/problem";
import { networkOf } from "./client-address";

/** How many requests one client may make. */
export interface ClientRate {
  /** Requests a second. */
  rate: number;
  /** Requests that may be made at once after a quiet time. */
  burst: number;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** So many clients are remembered; the one not seen for longest is forgotten first. */
const clientsAtMost = 10_000;

/**
 * A token bucket for each client. On this machine itself there is no limit: that is somebody who can do more harm
 * than ask often, or a proxy that does not say for whom it asks, behind which all would share one bucket.
 * @param now a monotonic clock in milliseconds
 * @throws {RateLimitError} when a client's bucket is empty
 */
export function limitRate(
  { rate, burst }: ClientRate,
  now: () => number = () => performance.now(),
): MiddlewareHandler {
  const buckets = new LRUCache<string, Bucket>({ max: clientsAtMost });
  return async (c, next) => {
    const { address } = c.get("client");
    if (address !== "" && !isLoopback(address)) take(networkOf(address));
    await next();
  };

  function take(client: string): void {
    const at = now();
    const { tokens, filledAt } = buckets.get(client) ?? { tokens: burst, filledAt: at };
    const filled = Math.min(burst, tokens + ((at - filledAt) * rate) / 1000);
    const allowed = filled >= 1;
    buckets.set(client, { tokens: allowed ? filled - 1 : filled, filledAt: at });
    if (!allowed) throw new RateLimitError(Math.ceil((1 - filled) / rate));
  }
}
