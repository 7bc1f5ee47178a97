import { useTranslation } from "react-i18next";
import { Modal } from "../ui/Modal";
import { Segments } from "../ui/Segments";
import { LanguageSwitch, ThemeSwitch } from "./Switches";
import {
  type Density,
  densities,
  type LetterKeys,
  letterKeys,
  setDensity,
  setLetterKeys,
  setZone,
  useDensity,
  useLetterKeys,
  useZone,
  type Zone,
  zones,
} from "./settings";

/** What this browser keeps of the reader's ways. */
export default function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const density = useDensity();
  const zone = useZone();
  const option = <Value extends string>(value: Value, label: string) => ({
    value,
    label,
    content: label,
  });
  return (
    <Modal title={t("settings.title")} onClose={onClose}>
      <div className="grid grid-cols-[1fr_auto] items-center gap-x-8 gap-y-3 text-muted [&>fieldset]:justify-self-end">
        <span>{t("app.theme")}</span>
        <ThemeSwitch name="theme-setting" />
        <span>{t("app.language")}</span>
        <LanguageSwitch name="language-setting" />
        <span>{t("settings.density")}</span>
        <Segments<Density>
          label={t("settings.density")}
          value={density}
          options={densities.map((value) => option(value, t(`settings.${value}`)))}
          onChange={setDensity}
        />
        <span>{t("settings.zone")}</span>
        <Segments<Zone>
          label={t("settings.zone")}
          value={zone}
          options={zones.map((value) => option(value, t(`settings.${value}`)))}
          onChange={setZone}
        />
        <span>{t("settings.letters")}</span>
        <Segments<LetterKeys>
          label={t("settings.letters")}
          value={useLetterKeys()}
          options={letterKeys.map((value) => option(value, t(`settings.${value}`)))}
          onChange={setLetterKeys}
        />
      </div>
      <p className="mt-4 text-subtle text-xs">{t("settings.note")}</p>
    </Modal>
  );
}
