/** Days of an address (UTC, `2026-11-24`, the last included) and the moments of the API (ISO 8601, the last not). */

/** From one day to another, both included, in UTC: `2026-11-24`. */
export interface DaySpan {
  from: string;
  to: string;
}

const dayMs = 86_400_000;

/** The day of a moment, given in milliseconds since the epoch. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The moments between which days lie; what is a moment already stays one. */
export const momentsOf = ({ from, to }: DaySpan) => ({
  from: isDay(from) ? `${from}T00:00:00Z` : from,
  to: isDay(to) ? new Date(Date.parse(`${to}T00:00:00Z`) + dayMs).toISOString() : to,
});

const isDay = (text: string) => text.length === "2026-11-24".length;

/** A moment, milliseconds since the epoch, as an address has it: with milliseconds only where there are any. */
export const momentOf = (time: number): string =>
  new Date(time).toISOString().replace(".000Z", "Z");

/** A span of the API as an address has it: days where it is made of whole ones in UTC, else its moments. */
export function addressedSpan(span: { from: string; to: string }): DaySpan {
  const [from, to] = [Date.parse(span.from), Date.parse(span.to)];
  const areDays = from % dayMs === 0 && to % dayMs === 0 && from < to;
  return areDays
    ? { from: dayOf(from), to: dayOf(to - 1) }
    : { from: momentOf(from), to: momentOf(to) };
}
