import type { IncomingHttpHeaders } from "node:http";

/** A `Date` further from our clock than this is taken for a mistake of whoever wrote it. */
const offsetAtMostMs = 24 * 60 * 60_000;
/** `Date` has whole seconds, and the response took its time: smaller offsets are noise. */
const noiseMs = 3_000;

/** What the service's clock says, learned from the `Date` header of its responses. */
export interface ServiceClock {
  /** What to add to our clock to get the service's; 0 until it is known to differ. */
  offsetMs(): number;
  /** The service's time, in milliseconds since the epoch. */
  now(): number;
  /** Takes note of any response; two that agree are believed, because one may come from a proxy's cache. */
  observe(headers: IncomingHttpHeaders): void;
  /** Takes the time of a response that refuses our date; false when there is none to take. */
  correct(headers: IncomingHttpHeaders): boolean;
}

/**
 * The clock of one endpoint.
 * @param now our own clock, in milliseconds since the epoch
 */
export function createServiceClock(now: () => number): ServiceClock {
  let offsetMs = 0;
  let candidate: number | null = null;

  function offsetOf(headers: IncomingHttpHeaders): number | null {
    const date = Date.parse(String(headers.date ?? ""));
    const offset = date - now();
    // Beyond the bound the sum might not even be a date that can be written.
    return Math.abs(offset) <= offsetAtMostMs ? offset : null;
  }
  const adopt = (offset: number) => {
    offsetMs = Math.abs(offset) <= noiseMs ? 0 : offset;
    candidate = null;
  };

  return {
    offsetMs: () => offsetMs,
    now: () => now() + offsetMs,
    observe(headers) {
      const offset = offsetOf(headers);
      if (offset === null) return;
      if (Math.abs(offset - offsetMs) <= noiseMs) candidate = null;
      else if (candidate !== null && Math.abs(offset - candidate) <= noiseMs) adopt(offset);
      else candidate = offset;
    },
    correct(headers) {
      const offset = offsetOf(headers);
      if (offset === null) return false;
      adopt(offset);
      return true;
    },
  };
}
