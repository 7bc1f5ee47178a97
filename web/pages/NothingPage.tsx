import { EyeOff } from "lucide-react";
import { useTranslation } from "../i18n/translation";
import { EmptyPage } from "./EmptyPage";

/** Where somebody comes whom no rule shows anything. */
export function Component() {
  const { t } = useTranslation();
  return (
    <EmptyPage
      icon={EyeOff}
      title={t("access.nothing")}
      hint={t("access.nothingHint")}
      action={null}
    />
  );
}
