import type { Period } from "../../server/contract";
import type { TimeZone } from "../i18n/time-zone";
import { type DaySpan, momentOf, momentsOf } from "../paths/days";

const daysOf: Record<Period, number> = { "24h": 1, "7d": 7, "30d": 30 };

/** Midnight at which a day (`2026-11-24`) begins in the reader's zone, plus so many days; milliseconds since the epoch. */
function midnight(day: string, zone: TimeZone, plus = 0): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return zone === "utc"
    ? Date.UTC(year, month - 1, date + plus)
    : new Date(year, month - 1, date + plus).getTime();
}

/** The date that it is in the reader's zone at a moment. */
function dateAt(time: number, zone: TimeZone): string {
  if (zone === "utc") return new Date(time).toISOString().slice(0, 10);
  const at = new Date(time);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** Days of the reader's zone, the last one included, as the moments of an address. */
export const spanOfDays = ({ from, to }: DaySpan, zone: TimeZone): DaySpan => ({
  from: momentOf(midnight(from, zone)),
  to: momentOf(midnight(to, zone, 1)),
});

/** The days that a span of an address is in the reader's zone; null where it does not begin and end at midnight. */
export function daysOfSpan(span: DaySpan, zone: TimeZone): DaySpan | null {
  const moments = momentsOf(span);
  const from = dateAt(Date.parse(moments.from), zone);
  const to = dateAt(Date.parse(moments.to) - 1, zone);
  const whole = momentsOf(spanOfDays({ from, to }, zone));
  return Date.parse(whole.from) === Date.parse(moments.from) &&
    Date.parse(whole.to) === Date.parse(moments.to)
    ? { from, to }
    : null;
}

/** The days that a period up to `now` (milliseconds since the epoch) touches last. */
export const daysOfPeriod = (period: Period, now: number, zone: TimeZone): DaySpan => ({
  from: dateAt(midnight(dateAt(now, zone), zone, 1 - daysOf[period]), zone),
  to: dateAt(now, zone),
});
