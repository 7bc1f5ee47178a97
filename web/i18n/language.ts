import { onStored, readStored, writeStored } from "../state/stored";
import { tellServer } from "../state/told";

/** The languages there are, each under its own name. */
export const languages = { en: "English", "zh-CN": "中文" } as const;
export type Language = keyof typeof languages;

const storageKey = "language";

/** Whether a text names a language that there is. */
export const isLanguage = (text: string | null): text is Language =>
  text !== null && Object.hasOwn(languages, text);

/** The link's language where it names one, the kept choice, or else the browser's first that there is. */
export function detectLanguage(): Language {
  const linked = new URLSearchParams(window.location.search).get("lang");
  if (isLanguage(linked)) return linked;
  const kept = readStored(storageKey);
  return isLanguage(kept) ? kept : preferredLanguage(navigator.languages);
}

/** The first of the reader's languages that there is. Any Chinese reads the simplified catalogue. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split("-")[0];
    if (primary === "zh") return "zh-CN";
    if (primary === "en") return "en";
  }
  return "en";
}

export function keepLanguage(language: Language): void {
  writeStored(storageKey, language);
  tellChoice();
}

/** Tells the server the kept choice, so that what it sends before there is a script is in that language. */
export const tellChoice = (): void => tellServer("language", readStored(storageKey));

/** Calls back when another tab chooses a language. */
export const onLanguageKept = (listener: (language: Language) => void): (() => void) =>
  onStored(storageKey, (text) => {
    if (isLanguage(text)) listener(text);
  });
