import type { Language } from "./language";
import { useTranslation } from "./translation";

/** The language the page is shown in. */
export const useLanguage = (): Language => useTranslation().language;
