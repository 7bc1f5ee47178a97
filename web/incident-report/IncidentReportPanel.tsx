import { type UseQueryOptions, useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { IncidentReportResponse } from "../../server/contract";
import type { IncidentReportChoice } from "../api/incident-report";
import { useLanguage } from "../i18n/useLanguage";
import { ProblemLine } from "../problems/ProblemLine";
import { CopyTextButton } from "../ui/CopyButton";
import { Skeleton } from "../ui/Skeleton";

export interface IncidentReportPanelProps {
  /** The report in a language, masked or not. */
  queryOf: (
    how: IncidentReportChoice,
  ) => Pick<
    UseQueryOptions<IncidentReportResponse, Error, IncidentReportResponse>,
    "queryKey" | "queryFn"
  >;
  className?: string;
}

/** A group or one push as a report for a ticket or a chat: shown before it is copied, and masked unless switched off. */
export function IncidentReportPanel({ queryOf, className }: IncidentReportPanelProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <details
      className={clsx(
        "print:hidden",
        className ?? "border-line border-b bg-surface px-4 py-2 text-sm",
      )}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="rounded-sm font-medium text-muted hover:text-text">
        {t("incidentReport.title")}
      </summary>
      {open && <IncidentReport queryOf={queryOf} />}
    </details>
  );
}

function IncidentReport({ queryOf }: IncidentReportPanelProps) {
  const { t } = useTranslation();
  const [masked, setMasked] = useState(true);
  const language = useLanguage();
  const query = useQuery(queryOf({ masked, language }));
  const { data } = query;
  return (
    <div className="mt-2">
      <div className="flex flex-wrap items-center gap-2">
        <label className="flex items-center gap-1.5">
          <input
            type="checkbox"
            checked={masked}
            onChange={(event) => setMasked(event.target.checked)}
            className="accent-accent"
          />
          {t("incidentReport.masked")}
        </label>
        {data && (
          <>
            <CopyTextButton label={t("incidentReport.copyMarkdown")} text={data.markdown} />
            <CopyTextButton
              label={t("incidentReport.copyJson")}
              text={() => JSON.stringify(data.json, null, 2)}
            />
          </>
        )}
      </div>
      {query.error !== null ? (
        <ProblemLine
          what={t("failures.failed")}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      ) : data ? (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="mt-2 max-h-72 overflow-auto whitespace-pre-wrap wrap-anywhere rounded-md bg-inset p-3 font-mono text-xs"
        >
          {data.markdown}
        </pre>
      ) : (
        <Skeleton className="mt-3 w-1/2" />
      )}
    </div>
  );
}
