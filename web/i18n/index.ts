import type { Catalogue } from "./en";
import {
  detectLanguage,
  keepLanguage,
  type Language,
  onLanguageKept,
  tellChoice,
} from "./language";
import { inForce, translation } from "./translation";

const catalogues: Record<Language, () => Promise<Catalogue>> = {
  en: async () => (await import("./en")).en,
  "zh-CN": async () => (await import("./zh-CN")).zhCN,
};

/** Loads the reader's catalogue, and only that one. Resolves when the first render may begin. */
export async function startI18n(): Promise<void> {
  tellChoice();
  await show(detectLanguage());
  onLanguageKept((chosen) => void switchLanguage(chosen));
}

/** Changes the language for good: loads its catalogue first, so that no key ever shows bare. */
export async function switchLanguage(language: Language): Promise<void> {
  await show(language);
  keepLanguage(language);
}

async function show(language: Language): Promise<void> {
  inForce.set(translation(language, await catalogues[language]()));
  document.documentElement.lang = language;
}
