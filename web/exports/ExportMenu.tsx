import { Download } from "lucide-react";
import type { FileOptions } from "../api/exports";
import { useTranslation } from "../i18n/translation";
import { useLanguage } from "../i18n/useLanguage";
import { ActionMenu } from "../ui/ActionMenu";

/** The whole list in view as a file, under the filters in force. */
export function ExportMenu({ hrefOf }: { hrefOf: (options: FileOptions) => string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <ActionMenu
      label={t("exports.title")}
      icon={Download}
      items={[
        { label: "CSV", hint: t("exports.csvHint"), onSelect: hrefOf({ format: "csv", language }) },
        {
          label: "JSON",
          hint: t("exports.jsonHint"),
          onSelect: hrefOf({ format: "json", language }),
        },
      ]}
    />
  );
}
