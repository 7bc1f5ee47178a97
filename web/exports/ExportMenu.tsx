import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FileOptions } from "../api/exports";
import { useLanguage } from "../i18n/useLanguage";
import { ActionMenu } from "../ui/ActionMenu";

interface ExportMenuProps {
  hrefOf: (options: FileOptions) => string;
  /** Of selected rows alone. */
  selected?: true;
}

/** A list as a file: the whole of it under the filters in force, or selected rows. */
export function ExportMenu({ hrefOf, selected }: ExportMenuProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <ActionMenu
      label={t(selected ? "exports.selected" : "exports.title")}
      icon={Download}
      items={[
        {
          label: "CSV",
          hint: t(selected ? "exports.csvSelectedHint" : "exports.csvHint"),
          onSelect: hrefOf({ format: "csv", language }),
        },
        {
          label: "JSON",
          hint: t(selected ? "exports.jsonSelectedHint" : "exports.jsonHint"),
          onSelect: hrefOf({ format: "json", language }),
        },
      ]}
    />
  );
}
