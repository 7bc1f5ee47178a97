import type { Period } from "../../server/contract";
import { type DaySpan, dayOf } from "../paths/days";

const dayMs = 86_400_000;
const daysOf: Record<Period, number> = { "24h": 1, "7d": 7, "30d": 30 };

/** The days that a period up to `now` (milliseconds since the epoch) touches last. */
export const spanOfPeriod = (period: Period, now: number): DaySpan => ({
  from: dayOf(now - (daysOf[period] - 1) * dayMs),
  to: dayOf(now),
});
