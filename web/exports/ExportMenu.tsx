import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ActionMenu } from "../ui/ActionMenu";

/** The whole list in view as a file, under the filters in force. */
export function ExportMenu({ hrefOf }: { hrefOf: (format: "csv" | "json") => string }) {
  const { t } = useTranslation();
  return (
    <ActionMenu
      label={t("exports.title")}
      icon={Download}
      items={[
        { label: "CSV", hint: t("exports.csvHint"), onSelect: hrefOf("csv") },
        { label: "JSON", hint: t("exports.jsonHint"), onSelect: hrefOf("json") },
      ]}
    />
  );
}
