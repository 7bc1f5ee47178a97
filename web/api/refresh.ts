/** How often lists from the index are read again: it changes with the sync, not more often. */
export const indexReadEveryMs = 30_000;

/** How often the list of instances is read again: the server answers many readers from one call. */
export const instanceListEveryMs = 30_000;

const firstMs = 3000;
const mostMs = 60_000;

/** How long to wait before the next read after so many reads without a change. Milliseconds. */
export const refreshDelay = (unchangedReads: number) =>
  Math.min(mostMs, firstMs * 1.5 ** unchangedReads);

interface Pace {
  reads: number;
  signature: string;
  unchanged: number;
}

interface Watched<Data> {
  state: { data: Data | undefined; dataUpdateCount: number; errorUpdateCount: number };
}

/**
 * A `refetchInterval` for what may be in flight: off while `signatureOf` gives null, 3 s after a
 * change of the signature, slower with every read that gives the same, a failed read included.
 * TanStack Query itself pauses it in a hidden tab.
 */
export function whileInFlight<Data>(signatureOf: (data: Data) => string | null) {
  const paces = new WeakMap<Watched<Data>, Pace>();
  return (query: Watched<Data>): number | false => {
    const { data, dataUpdateCount, errorUpdateCount } = query.state;
    const signature = data === undefined ? null : signatureOf(data);
    if (signature === null) return false;
    const reads = dataUpdateCount + errorUpdateCount;
    const pace = paces.get(query);
    // The interval is asked for on every render; only a new read may slow it down.
    if (pace?.reads === reads) return refreshDelay(pace.unchanged);
    const unchanged = pace?.signature === signature ? pace.unchanged + 1 : 0;
    paces.set(query, { reads, signature, unchanged });
    return refreshDelay(unchanged);
  };
}
