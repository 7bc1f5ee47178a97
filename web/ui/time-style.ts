import { createSetting } from "../state/create-setting";

export const timeStyles = ["absolute", "relative"] as const;
/** How tables tell times: by date and clock, or by how long ago. */
export type TimeStyle = (typeof timeStyles)[number];

export const { use: useTimeStyle, set: setTimeStyle } = createSetting("times", timeStyles);
