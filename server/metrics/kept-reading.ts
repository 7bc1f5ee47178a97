/** How long one reading is given again: scrapes, of several Prometheis too, cost the index no more than this. */
const keptMs = 15_000;
/** A scrape waits no longer than this for the index. */
const limitMs = 3_000;

export interface KeptReadingOptions {
  /** A clock that never steps back, in milliseconds. */
  now?: () => number;
  /** Resolves after so many milliseconds. */
  sleep?: (ms: number) => Promise<void>;
}

/**
 * Something that is read at most once in 15 s, whoever asks and however it ends, and never twice at a time.
 * @returns what gives the reading; null where it failed, or takes too long to be waited for
 */
export function keptReading<Value>(
  read: () => Promise<Value>,
  options: KeptReadingOptions = {},
): () => Promise<Value | null> {
  const { now = () => performance.now(), sleep = unreferenced } = options;
  let kept: { at: number; value: Value | null } | null = null;
  let reading: Promise<Value | null> | null = null;

  const begin = () =>
    read()
      .catch(() => null)
      .then((value) => {
        kept = { at: now(), value };
        reading = null;
        return value;
      });

  return async () => {
    if (reading === null && kept !== null && now() - kept.at < keptMs) return kept.value;
    reading ??= begin();
    return await Promise.race([reading, sleep(limitMs).then(() => null)]);
  };
}

const unreferenced = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref();
  });
