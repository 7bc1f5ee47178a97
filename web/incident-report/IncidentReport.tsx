import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "../i18n/translation";
import { useLanguage } from "../i18n/useLanguage";
import { ProblemLine } from "../problems/ProblemLine";
import { CopyTextButton } from "../ui/CopyButton";
import { Skeleton } from "../ui/Skeleton";
import type { ReportQuery } from "./report-query";

/** The report itself, with what copies it. */
export function IncidentReport({ queryOf }: { queryOf: ReportQuery }) {
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
