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
const languageLabels: Record<Language, string> = { en: "EN", "zh-CN": "中" };

interface SwitchProps {
  /** Radio buttons of one name are one choice: each place has its own. */
  name: string;
}

/** The language of the page. */
export function LanguageSwitch({ name }: SwitchProps) {
  const { t } = useTranslation();
  const options = (["en", "zh-CN"] as const).map((language) => ({
    value: language,
    label: languages[language],
    content: languageLabels[language],
    lang: language,
  }));
  return (
    <Segments<Language>
      name={name}
      label={t("app.language")}
      value={useLanguage()}
      options={options}
      onChange={(language) => void switchLanguage(language)}
    />
  );
}

/** Light, dark, or as the system is. */
export function ThemeSwitch({ name }: SwitchProps) {
  const { t } = useTranslation();
  const options = themes.map((theme) => {
    const Icon = themeIcons[theme];
    return {
      value: theme,
      label: t(themeLabels[theme]),
      content: <Icon aria-hidden className="size-3.5" />,
    };
  });
  return (
    <Segments<Theme>
      name={name}
      label={t("app.theme")}
      value={useTheme()}
      options={options}
      onChange={setTheme}
    />
  );
}
