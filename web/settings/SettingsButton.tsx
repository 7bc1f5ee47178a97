import { SlidersHorizontal } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTimeZone } from "../i18n/time-zone";
import { IconButton } from "../ui/Button";

const SettingsDialog = lazy(() => import("./SettingsDialog"));

/** Opens the settings; says UTC beside it while all times are in it. */
export function SettingsButton() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const zone = useTimeZone();
  return (
    <>
      {zone === "utc" && <span className="text-subtle text-xs">UTC</span>}
      <IconButton
        icon={SlidersHorizontal}
        label={t("settings.title")}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Suspense>
          <SettingsDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
