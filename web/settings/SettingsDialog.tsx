import { useQuery } from "@tanstack/react-query";
import { connectionsQuery } from "../api/connections";
import { setTimeZone, type TimeZone, timeZones, useTimeZone } from "../i18n/time-zone";
import { useTranslation } from "../i18n/translation";
import { type LetterKeys, letterKeys, setLetterKeys, useLetterKeys } from "../keys/letter-keys";
import { type Density, densities, setDensity, useDensity } from "../list/density";
import { paths } from "../paths/paths";
import { Link } from "../ui/Link";
import { Modal } from "../ui/Modal";
import { Segments } from "../ui/Segments";
import { setTimeStyle, type TimeStyle, timeStyles, useTimeStyle } from "../ui/time-style";
import { LanguageSwitch, ThemeSwitch } from "./Switches";

/** What this browser keeps of a reader's choices. */
export default function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(connectionsQuery());
  return (
    <Modal title={t("settings.title")} onClose={onClose}>
      <div className="grid grid-cols-[1fr_auto] items-center gap-x-8 gap-y-3 text-muted [&>fieldset]:justify-self-end">
        <span>{t("app.theme")}</span>
        <ThemeSwitch />
        <span>{t("app.language")}</span>
        <LanguageSwitch />
        <Setting
          label={t("settings.density")}
          values={densities}
          value={useDensity()}
          onChange={setDensity}
        />
        <Setting
          label={t("settings.zone")}
          values={timeZones}
          value={useTimeZone()}
          onChange={setTimeZone}
        />
        <Setting
          label={t("settings.times")}
          values={timeStyles}
          value={useTimeStyle()}
          onChange={setTimeStyle}
        />
        <Setting
          label={t("settings.letters")}
          values={letterKeys}
          value={useLetterKeys()}
          onChange={setLetterKeys}
        />
      </div>
      <p className="mt-4 text-subtle text-xs">{t("settings.note")}</p>
      {data?.viewer.operator && (
        <p className="mt-3 border-line border-t pt-3">
          <Link to={paths.operations()} onClick={onClose} className="font-medium underline">
            {t("operations.title")}
          </Link>{" "}
          <span className="text-muted">{t("operations.hint")}</span>
        </p>
      )}
    </Modal>
  );
}

interface SettingProps<Value> {
  label: string;
  values: readonly Value[];
  value: Value;
  onChange: (value: Value) => void;
}

function Setting<Value extends Density | TimeZone | TimeStyle | LetterKeys>(
  props: SettingProps<Value>,
) {
  const { label, values, value, onChange } = props;
  const { t } = useTranslation();
  const options = values.map((each) => {
    const word = t(`settings.${each}`);
    return { value: each, label: word, content: word };
  });
  return (
    <>
      <span>{label}</span>
      <Segments label={label} value={value} options={options} onChange={onChange} />
    </>
  );
}
