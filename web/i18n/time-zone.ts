import { createSetting } from "../state/create-setting";

export const timeZones = ["local", "utc"] as const;
/** The zone of every time in view: the reader's own, or UTC as logs and tickets have it. */
export type TimeZone = (typeof timeZones)[number];

export const {
  get: timeZone,
  use: useTimeZone,
  set: setTimeZone,
} = createSetting("zone", timeZones);

/** The IANA name of a zone, as the server takes it. */
export const zoneName = (zone: TimeZone): string =>
  zone === "utc" ? "UTC" : Intl.DateTimeFormat().resolvedOptions().timeZone;
