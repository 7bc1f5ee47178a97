import type { BinOutcome, FailureList } from "../../server/contract";
import { useTranslation } from "../i18n/translation";

const hourMs = 3_600_000;

export interface BinLabels {
  /** For an axis: `Nov 24`, or `14:00`. */
  short: (bin: BinOutcome) => string;
  /** For a tooltip and a table: `Tue, Nov 24`, or `Nov 24, 14:00`. */
  long: (bin: BinOutcome) => string;
  /** The zone's short name, as `GMT+8`. */
  zone: string;
  byHour: boolean;
}

/** What hours or days are called, in the zone that they begin in. */
export function useBinLabels({ zone, binMs }: Pick<FailureList, "zone" | "binMs">): BinLabels {
  const { language } = useTranslation();
  const byHour = binMs === hourMs;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: zone, hourCycle: "h23", ...options });
  const time = { hour: "2-digit", minute: "2-digit" } as const;
  const date = { month: "short", day: "numeric" } as const;
  const short = format(byHour ? time : date);
  const long = format(byHour ? { ...date, ...time } : { ...date, weekday: "short" });
  const named = format({ timeZoneName: "short" }).formatToParts(0);
  return {
    short: (bin) => short.format(Date.parse(bin.from)),
    long: (bin) => long.format(Date.parse(bin.from)),
    zone: named.find(({ type }) => type === "timeZoneName")?.value ?? zone,
    byHour,
  };
}
