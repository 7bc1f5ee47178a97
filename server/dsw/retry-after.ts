import type { IncomingHttpHeaders } from "node:http";

/**
 * How long the service asks to wait, in milliseconds, or null when it does not say. Of several
 * headers the longest counts: `x-acs-retry-after` (milliseconds), `Retry-After` (seconds or an HTTP date, RFC 9110
 * section 10.2.3), and the `TimeLeft` (milliseconds) of the two rate-limit headers (docs/dsw-api.md,
 * "Errors at the gateway").
 * @param now milliseconds since the epoch
 */
export function retryAfterMs(headers: IncomingHttpHeaders, now: number): number | null {
  const asked = [
    wholeNumber(headers["x-acs-retry-after"]),
    retryAfter(headers["retry-after"], now),
    timeLeft(headers["x-ratelimit-user-api"]),
    timeLeft(headers["x-ratelimit-user"]),
  ].filter((ms) => ms !== null);
  return asked.length === 0 ? null : Math.max(...asked);
}

type Header = string | string[] | undefined;

function wholeNumber(header: Header): number | null {
  return typeof header === "string" && /^\s*\d{1,12}\s*$/.test(header) ? Number(header) : null;
}

function retryAfter(header: Header, now: number): number | null {
  const seconds = wholeNumber(header);
  if (seconds !== null) return seconds * 1000;
  const date = typeof header === "string" ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function timeLeft(header: Header): number | null {
  if (typeof header !== "string") return null;
  const found = /(?:^|,)\s*TimeLeft\s*:\s*(\d{1,12})\s*(?:,|$)/.exec(header);
  return found ? Number(found[1]) : null;
}
