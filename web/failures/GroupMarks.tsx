import { TrendingUp } from "lucide-react";
import type { FailureGroup } from "../../server/contract";
import { useTranslation } from "../i18n/translation";

/** What is new about a group of failures: it itself, that it grows, or that there is more since the reader looked. */
export function GroupMarks({ group }: { group: FailureGroup }) {
  const { t } = useTranslation();
  return (
    <>
      {group.isNew && (
        <span
          title={t("failures.newHint")}
          className="rounded-sm bg-info-tint px-1.5 font-medium text-info text-xs leading-5"
        >
          {t("failures.isNew")}
        </span>
      )}
      {!group.isNew && group.newPatterns > 0 && (
        <span title={t("failures.newHint")} className="whitespace-nowrap text-info text-xs">
          {t("failures.newPatterns", { count: group.newPatterns })}
        </span>
      )}
      {group.isGrowing && (
        <span
          title={t("failures.growingHint")}
          className="flex items-center gap-1 whitespace-nowrap text-warn text-xs"
        >
          <TrendingUp aria-hidden className="size-3.5" />
          {t("failures.isGrowing")}
        </span>
      )}
      {group.fresh > 0 && (
        <span className="flex items-center gap-1 whitespace-nowrap text-info text-xs">
          <span aria-hidden className="size-1.5 rounded-full bg-current" />
          {t("failures.sinceVisit", { count: group.fresh })}
        </span>
      )}
    </>
  );
}
