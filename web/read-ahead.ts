/** How much is read ahead of what a reader may go to next. */
export interface AheadLimits {
  /** How long a pointer or the focus rests on a link before, ms. */
  restMs: number;
  atOnce: number;
  aMinute: number;
  /** How long what was read for an address counts as fresh, ms. */
  freshMs: number;
}

export const aheadLimits: AheadLimits = { restMs: 80, atOnce: 2, aMinute: 12, freshMs: 30_000 };

interface AheadInput {
  /** Fetches the code and the data of an address; never rejects. */
  read: (href: string) => Promise<unknown>;
  /** Whether anything may be read that nobody has asked for yet. */
  isWelcome: () => boolean;
  limits?: AheadLimits;
}

export interface Ahead {
  /** A reader is at a link; null for none. */
  at: (href: string | null) => void;
}

const minuteMs = 60_000;

/**
 * Reads what a link leads to while a reader still rests on it. What is beyond the limits is left out and not made up
 * for: the link works all the same.
 */
export function createAhead({ read, isWelcome, limits = aheadLimits }: AheadInput): Ahead {
  const { restMs, atOnce, aMinute, freshMs } = limits;
  /** When each address was last read, the oldest first. */
  const readAt = new Map<string, number>();
  let running = 0;
  let current: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function begin(href: string): void {
    const now = Date.now();
    for (const [known, at] of readAt)
      if (now - at >= Math.max(freshMs, minuteMs)) readAt.delete(known);
    const lately = [...readAt.values()].filter((at) => now - at < minuteMs).length;
    const isFresh = now - (readAt.get(href) ?? Number.NEGATIVE_INFINITY) < freshMs;
    if (isFresh || lately >= aMinute || running >= atOnce || !isWelcome()) return;
    readAt.delete(href);
    readAt.set(href, now);
    running++;
    void read(href).finally(() => {
      running--;
    });
  }

  return {
    at(href) {
      if (href === current) return;
      current = href;
      clearTimeout(timer);
      if (href !== null) timer = setTimeout(() => begin(href), restMs);
    },
  };
}
