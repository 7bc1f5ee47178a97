import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FileOptions } from "../api/exports";
import { useLanguage } from "../i18n/useLanguage";

const formats = { csv: "CSV", json: "JSON" } as const;

/** The whole list in view as a file, under the filters in force. */
export function ExportLinks({ hrefOf }: { hrefOf: (options: FileOptions) => string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <span className="flex items-center gap-2 text-subtle text-xs max-sm:hidden print:hidden">
      <Download aria-hidden className="size-3.5" />
      {(["csv", "json"] as const).map((format) => (
        <a
          key={format}
          href={hrefOf({ format, language })}
          download
          aria-label={t("exports.all", { format: formats[format] })}
          className="rounded-sm underline-offset-2 hover:text-text hover:underline"
        >
          {formats[format]}
        </a>
      ))}
    </span>
  );
}
