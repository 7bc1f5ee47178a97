import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Catalogue, en } from "./en";
import { detectLanguage, keepLanguage, type Language, onLanguageKept } from "./language";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: { app: typeof en };
  }
}

const catalogues: Record<Language, () => Promise<Catalogue>> = {
  en: async () => (await import("./en")).en,
  "zh-CN": async () => (await import("./zh-CN")).zhCN,
};

/** Loads the reader's catalogue, and only that one. Resolves when the first render may begin. */
export async function startI18n(): Promise<void> {
  const language = detectLanguage();
  const catalogue = await catalogues[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    ns: ["app"],
    defaultNS: "app",
    resources: { [language]: { app: catalogue } },
    fallbackLng: false,
    // React escapes what it renders; escaping here would show the entities.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  document.documentElement.lang = language;
  onLanguageKept((chosen) => void switchLanguage(chosen));
}

/** Changes the language for good: loads its catalogue first, so that no key ever shows bare. */
export async function switchLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, "app")) {
    i18next.addResourceBundle(language, "app", await catalogues[language]());
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  keepLanguage(language);
}
