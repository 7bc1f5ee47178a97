/** Days of an address (UTC, `2026-11-24`, the last included) and the moments of the API (ISO 8601, the last not). */

/** From one day to another, both included, in UTC: `2026-11-24`. */
export interface DaySpan {
  from: string;
  to: string;
}

const dayMs = 86_400_000;

/** The day of a moment, given in milliseconds since the epoch. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The moments between which days lie. */
export const momentsOf = ({ from, to }: DaySpan) => ({
  from: `${from}T00:00:00Z`,
  to: new Date(Date.parse(`${to}T00:00:00Z`) + dayMs).toISOString(),
});

/** The days that a span of moments touches. */
export const daysOf = ({ from, to }: { from: string; to: string }): DaySpan => ({
  from: dayOf(Date.parse(from)),
  to: dayOf(Date.parse(to) - 1),
});
