import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";
import { switchLanguage } from "../i18n";
import { type Language, languages } from "../i18n/language";
import { useLanguage } from "../i18n/useLanguage";
import { Segments } from "../ui/Segments";
import { setTheme, type Theme, themes, useTheme } from "../ui/theme";

const themeIcons = { system: Monitor, light: Sun, dark: Moon };
const themeLabels = {
  system: "app.themeSystem",
  light: "app.themeLight",
  dark: "app.themeDark",
} as const;
/** The language of the page. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const options = (["en", "zh-CN"] as const).map((language) => ({
    value: language,
    label: languages[language],
    content: languages[language],
    lang: language,
  }));
  return (
    <Segments<Language>
      label={t("app.language")}
      value={useLanguage()}
      options={options}
      onChange={(language) => void switchLanguage(language)}
    />
  );
}

/** Light, dark, or as the system is. */
export function ThemeSwitch() {
  const { t } = useTranslation();
  const options = themes.map((theme) => {
    const Icon = themeIcons[theme];
    return {
      value: theme,
      label: t(themeLabels[theme]),
      content: (
        <span className="flex items-center gap-1.5">
          <Icon aria-hidden className="size-3.5" />
          {t(themeLabels[theme])}
        </span>
      ),
    };
  });
  return (
    <Segments<Theme>
      label={t("app.theme")}
      value={useTheme()}
      options={options}
      onChange={setTheme}
    />
  );
}
