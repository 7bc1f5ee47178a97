/** A stretch of time, from `from` to before `to`, in milliseconds since the epoch. */
export interface Bin {
  from: number;
  to: number;
  /** Its date in the zone, as 2026-11-24. */
  day: string;
}

export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** Spans of up to this length are shown by the hour. */
const longestByHour = 48 * hourMs;

/** How long the bins of a span are: an hour up to 48 hours, else a day. */
export const binLength = ({ from, to }: { from: number; to: number }) =>
  // A period ends just behind the present moment.
  to - from <= longestByHour + 1 ? hourMs : dayMs;

/**
 * The hours or days that a span touches, whole ones, as they begin in a time zone. A day with a change of
 * the clocks has 23 or 25 hours.
 * @param zone an IANA name that this Node.js knows
 */
export function binsOf(span: { from: number; to: number }, zone: string): Bin[] {
  if (span.to <= span.from) return [];
  const clock = clockOf(zone);
  const byHour = binLength(span) === hourMs;
  const bins: Bin[] = [];
  let from = byHour ? startOfHour(span.from, clock) : startOfDay(clock.dateAt(span.from), clock);
  while (from < span.to) {
    const date = clock.dateAt(from);
    const to = byHour ? from + hourMs : startOfDay(date + dayMs, clock);
    bins.push({ from, to, day: new Date(date).toISOString().slice(0, 10) });
    from = to;
  }
  return bins;
}

interface Clock {
  /** What a clock in the zone is ahead of UTC by at a moment, in milliseconds. */
  offsetAt(at: number): number;
  /** Midnight UTC of the date that it is in the zone. */
  dateAt(at: number): number;
}

function clockOf(zone: string): Clock {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const offsetAt = (at: number) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const shown = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return shown - Math.floor(at / 1000) * 1000;
  };
  return {
    offsetAt,
    dateAt: (at) => Math.floor((at + offsetAt(at)) / dayMs) * dayMs,
  };
}

function startOfHour(at: number, { offsetAt }: Clock): number {
  const offset = offsetAt(at);
  return Math.floor((at + offset) / hourMs) * hourMs - offset;
}

/** The first moment of a date in the zone: midnight, or where the clocks leap over it, the moment of the leap. */
function startOfDay(date: number, { offsetAt, dateAt }: Clock): number {
  const before = date - offsetAt(date - dayMs);
  const after = date - offsetAt(date + dayMs);
  return (
    [Math.min(before, after), Math.max(before, after)].find((at) => dateAt(at) === date) ?? after
  );
}
