import { useTranslation } from "react-i18next";
import type { TriageChange } from "../../server/contract";
import { DateTime } from "../ui/DateTime";
import { TriageNote } from "./TriageMark";

/** What was made of a group over time, newest first. */
export function TriageHistory({ changes }: { changes: readonly TriageChange[] }) {
  const { t } = useTranslation();
  return (
    <details className="mt-3 text-xs print-open">
      <summary className="rounded-sm text-subtle hover:text-text">
        {t("failures.triage.history", { count: changes.length })}
      </summary>
      <ol className="mt-1 flex flex-col gap-0.5">
        {changes.map((change) => (
          <li
            key={`${change.connection} ${change.at} ${change.status}`}
            className="flex flex-wrap gap-x-2 text-muted"
          >
            <DateTime at={change.at} />
            <span>{change.who ?? t("failures.triage.somebody")}</span>
            <span className="font-medium text-text">
              {t(`failures.triage.did.${change.status}`)}
            </span>
            <TriageNote triage={change} />
          </li>
        ))}
      </ol>
    </details>
  );
}
