import { createSetting } from "../state/create-setting";

export const letterKeys = ["on", "off"] as const;
/** Whether single letters do something; who speaks to the browser may not want them to. */
export type LetterKeys = (typeof letterKeys)[number];

export const { use: useLetterKeys, set: setLetterKeys } = createSetting("letters", letterKeys);
