import type { FailureGroup, FailureList } from "../../server/contract";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import type { FailureState } from "../paths/failures";
import { zeroDoubt } from "../status/zero-doubt";
import { Link } from "../ui/Link";

interface FailureSummaryProps {
  list: FailureList | undefined;
  /** The opened group, which the headline is then about. */
  group: FailureGroup | undefined;
  /** How many of the group's pushes are listed, where it is narrowed and they are counted. */
  listed: number | undefined;
  outcome: FailureState["outcome"];
  /** Where exactly the pushes it counts are listed; undefined where they already are. */
  href: string | undefined;
}

/** The page's headline; it does not say zero while that is not known. */
export function FailureSummary({ list, group, listed, outcome, href }: FailureSummaryProps) {
  const { t } = useTranslation();
  if (!list) return t("failures.title");
  const doubt = list.pushes === 0 ? zeroDoubt(list.coverage) : null;
  if (doubt !== null) return t(`coverage.zero.${doubt}.title`);
  const whole = t(`failures.summary.${outcome}`, {
    count: group?.count ?? list.pushes,
    instances: t("failures.instances", { count: group?.instances ?? list.instances }),
  });
  const summary =
    group === undefined || listed === undefined || listed === group.count
      ? whole
      : t("failures.narrowed", { whole, count: listed });
  if (href === undefined || list.pushes === 0) return summary;
  return (
    <Link to={href} className="rounded-sm underline-offset-4 hover:underline">
      {summary}
    </Link>
  );
}

/** By which measure pushes are stuck. */
export function StuckLine({ stuck }: { stuck: FailureList["stuck"] }) {
  const { t } = useTranslation();
  const { duration, number } = useFormat();
  return (
    <p className="text-subtle text-xs">
      {t("failures.stuckAfter", { duration: duration(stuck.ms) })}{" "}
      {t(`failures.stuckBasis.${stuck.basis}`, { sample: number(stuck.sample) })}
    </p>
  );
}
