import { createSetting } from "../state/create-setting";

export const timeZones = ["local", "utc"] as const;
/** The zone of every time in view: the reader's own, or UTC as logs and tickets have it. */
export type TimeZone = (typeof timeZones)[number];

export const { use: useTimeZone, set: setTimeZone } = createSetting("zone", timeZones);
