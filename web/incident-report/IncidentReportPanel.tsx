import { clsx } from "clsx";
import { useState } from "react";
import { useTranslation } from "../i18n/translation";
import { late, useLate } from "../ui/late";
import type { ReportQuery } from "./report-query";

const report = late(() => import("./IncidentReport"));

interface IncidentReportPanelProps {
  /** The report in a language, masked or not. */
  queryOf: ReportQuery;
  className?: string;
}

/** A group or one push as a report for a ticket or a chat: shown before it is copied, and masked unless switched off. */
export function IncidentReportPanel({ queryOf, className }: IncidentReportPanelProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const Report = useLate(report, open)?.IncidentReport;
  return (
    <details
      className={clsx(
        "print:hidden",
        className ?? "border-line border-b bg-surface px-4 py-2 text-sm",
      )}
      onPointerEnter={() => void report.fetch()}
      onFocus={() => void report.fetch()}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="rounded-sm font-medium text-muted hover:text-text">
        {t("incidentReport.title")}
      </summary>
      {open && Report && <Report queryOf={queryOf} />}
    </details>
  );
}
