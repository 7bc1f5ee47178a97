/** The index changes with its own readings: lists of it are read again at this pace, not more often. */
export const indexReadEveryMs = 30_000;

const firstMs = 3000;
const mostMs = 60_000;

/** How long to wait for the next look after so many looks that showed nothing new. Milliseconds. */
export const refreshDelay = (quietLooks: number) => Math.min(mostMs, firstMs * 1.5 ** quietLooks);

interface Pace {
  looks: number;
  signature: string;
  quiet: number;
}

interface Watched<Data> {
  state: { data: Data | undefined; dataUpdateCount: number; errorUpdateCount: number };
}

/**
 * A `refetchInterval` for what may be in flight: off while `signatureOf` gives null, 3 s after a
 * change of the signature, slower with every look that shows the same, a failed look included.
 * TanStack Query itself pauses it in a hidden tab.
 */
export function whileInFlight<Data>(signatureOf: (data: Data) => string | null) {
  const paces = new WeakMap<Watched<Data>, Pace>();
  return (query: Watched<Data>): number | false => {
    const { data, dataUpdateCount, errorUpdateCount } = query.state;
    const signature = data === undefined ? null : signatureOf(data);
    if (signature === null) return false;
    const looks = dataUpdateCount + errorUpdateCount;
    const pace = paces.get(query);
    // The interval is asked for on every render; only a new look may slow it down.
    if (pace?.looks === looks) return refreshDelay(pace.quiet);
    const quiet = pace?.signature === signature ? pace.quiet + 1 : 0;
    paces.set(query, { looks, signature, quiet });
    return refreshDelay(quiet);
  };
}
