import { useTimeZone } from "./time-zone";
import { useTranslation } from "./translation";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Dates, durations and numbers in one language. Times come as milliseconds since the epoch. */
export interface Format {
  number: (value: number) => string;
  /** Short, for a table's cell: `Nov 23, 17:42`, with the year when it is not this one. */
  moment: (time: number, now?: number) => string;
  /** `17:42:05` */
  clock: (time: number) => string;
  /** To the second with the zone's name, local. */
  local: (time: number) => string;
  /** To the second, UTC. */
  utc: (time: number) => string;
  /** `3 minutes ago`; a future time by clock skew reads as now. */
  ago: (time: number, now: number) => string;
  /** `12.5 GB`. Takes gigabytes. */
  gigabytes: (value: number) => string;
  /** `4 min 12 s`, at most two units. Takes milliseconds. */
  duration: (milliseconds: number) => string;
  /** `18.6 GiB`. Takes bytes. */
  bytes: (value: number) => string;
  /** `93%`, rounded down: what is not full does not read as full. Takes a share from 0 to 1. */
  percent: (share: number) => string;
}

const byteUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/** Intl's own units stand against their number: `4m`, `4分钟`. */
const durationUnits = {
  en: { day: "d", hour: "h", minute: "min", second: "s" },
  zh: { day: "天", hour: "小时", minute: "分钟", second: "秒" },
} as const;

/**
 * @param language a BCP 47 tag
 * @param timeZone an IANA zone; the browser's own when left out
 */
export function createFormat(language: string, timeZone?: string): Format {
  const zone = timeZone === undefined ? {} : { timeZone };
  const date = (options: Intl.DateTimeFormatOptions) =>
    once(() => new Intl.DateTimeFormat(language, { hourCycle: "h23", ...zone, ...options }));
  const numbers = (options?: Intl.NumberFormatOptions) =>
    once(() => new Intl.NumberFormat(language, options));
  const short = date({ month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });
  const dated = date({ year: "numeric", month: "short", day: "numeric" });
  const clock = date({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const full: Intl.DateTimeFormatOptions = {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  };
  const local = zoned(date(full), date({ ...full, timeZoneName: "short" }));
  const inUtc: Intl.DateTimeFormatOptions = { ...full, timeZone: "UTC" };
  const utc = zoned(date(inUtc), date({ ...inUtc, timeZoneName: "short" }));
  const relativeTime = once(() => new Intl.RelativeTimeFormat(language, { numeric: "auto" }));
  const relative = (value: number, unit: Intl.RelativeTimeFormatUnit) =>
    spaced(relativeTime().format(value, unit)).replace("秒钟", "秒");
  const number = numbers();
  const gigabytes = numbers({ style: "unit", unit: "gigabyte", maximumFractionDigits: 1 });
  const short1 = numbers({ maximumFractionDigits: 1 });
  const share = numbers({ style: "percent" });
  const year = date({ year: "numeric" });
  const units = durationUnits[language.startsWith("zh") ? "zh" : "en"];

  return {
    number: (value) => number().format(value),
    gigabytes: (value) => gigabytes().format(value),
    moment: (time, now = Date.now()) =>
      year().format(time) === year().format(now) ? short().format(time) : dated().format(time),
    clock: (time) => clock().format(time),
    local,
    utc,
    ago(time, now) {
      const past = Math.max(0, now - time);
      if (past < 10 * second) return relative(0, "second");
      if (past < minute) return relative(-Math.floor(past / second), "second");
      if (past < hour) return relative(-Math.floor(past / minute), "minute");
      if (past < day) return relative(-Math.floor(past / hour), "hour");
      if (past < 60 * day) return relative(-Math.floor(past / day), "day");
      if (past < 365 * day) return relative(-Math.floor(past / (30 * day)), "month");
      return relative(-Math.floor(past / (365 * day)), "year");
    },
    duration(milliseconds) {
      const total = Math.max(0, Math.floor(milliseconds / second));
      const parts: [number, string][] = [
        [Math.floor(total / 86_400), units.day],
        [Math.floor(total / 3600) % 24, units.hour],
        [Math.floor(total / 60) % 60, units.minute],
        [total % 60, units.second],
      ];
      const from = parts.findIndex(([value]) => value > 0);
      if (from === -1) return `0 ${units.second}`;
      return parts
        .slice(from, from + 2)
        .filter(([value], index) => index === 0 || value > 0)
        .map(([value, unit]) => `${number().format(value)} ${unit}`)
        .join(" ");
    },
    bytes(value) {
      const power = value < 1 ? 0 : Math.floor(Math.log2(value) / 10);
      const at = Math.min(byteUnits.length - 1, power);
      return `${short1().format(value / 1024 ** at)} ${byteUnits[at]}`;
    },
    percent: (value) => share().format(Math.floor(value * 100) / 100),
  };
}

/** A blank between a number and its unit, which Intl leaves out in Chinese: `3 分钟前`. */
const spaced = (text: string) => text.replace(/(\d)(?=\p{Script=Han})/gu, "$1 ");

/** The zone's name stands last in every language: Intl puts it before the hour in Chinese. */
function zoned(plain: () => Intl.DateTimeFormat, named: () => Intl.DateTimeFormat) {
  return (time: number) => {
    const text = plain().format(time);
    const zone = named()
      .formatToParts(time)
      .find(({ type }) => type === "timeZoneName");
    return zone ? `${text} ${zone.value}` : text;
  };
}

/** Makes something when it is first asked for: each format of Intl takes a millisecond, and a page needs a few. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const made = new Map<string, Format>();

/** The formats of the language and the time zone in force. */
export function useFormat(): Format {
  const { language } = useTranslation();
  const zone = useTimeZone();
  const key = `${language} ${zone}`;
  const known = made.get(key);
  if (known) return known;
  const format = createFormat(language, zone === "utc" ? "UTC" : undefined);
  made.set(key, format);
  return format;
}

/** Milliseconds since the epoch of an ISO 8601 time; null when absent or unreadable. */
export function parseTime(text: string | null | undefined): number | null {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : time;
}
