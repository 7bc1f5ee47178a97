import { SlidersHorizontal } from "lucide-react";
import { lazy } from "react";
import { useTimeZone } from "../i18n/time-zone";
import { useTranslation } from "../i18n/translation";
import { IconButton } from "../ui/Button";
import { useDialog } from "../ui/useDialog";

const SettingsDialog = lazy(() => import("./SettingsDialog"));

/** Opens the settings; says UTC beside it while all times are in it. */
export function SettingsButton() {
  const { t } = useTranslation();
  const [dialog, open] = useDialog((onClose) => <SettingsDialog onClose={onClose} />);
  return (
    <>
      {useTimeZone() === "utc" && <span className="text-subtle text-xs">UTC</span>}
      <IconButton icon={SlidersHorizontal} label={t("settings.title")} onClick={open} />
      {dialog}
    </>
  );
}
