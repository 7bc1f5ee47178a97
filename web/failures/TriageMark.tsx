import { BellOff, CheckCheck, Eye, type LucideIcon, RotateCcw } from "lucide-react";
import type { TriageState } from "../../server/contract";
import { parseTime, useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";

const icons: Record<TriageState["status"], LucideIcon> = {
  acknowledged: Eye,
  muted: BellOff,
  resolved: CheckCheck,
};

/** What was made of a group, by whom and when, with the note and the link; or why that holds no longer. */
export function TriageMark({ triage }: { triage: TriageState }) {
  const { t } = useTranslation();
  const { moment, local } = useFormat();
  const at = parseTime(triage.at);
  const Icon = triage.back === null ? icons[triage.status] : RotateCcw;
  const who = triage.who ?? t("failures.triage.somebody");
  return (
    <span
      className={
        triage.back === null
          ? "flex min-w-0 flex-wrap items-center gap-x-1 text-muted text-xs"
          : "flex min-w-0 flex-wrap items-center gap-x-1 text-warn text-xs"
      }
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="font-medium">
        {triage.back === null
          ? t(`failures.triage.is.${triage.status}`, { until: untilOf(triage) })
          : t(`failures.triage.back.${triage.back}`)}
      </span>{" "}
      <span className="text-subtle" title={at === null ? undefined : local(at)}>
        {t("failures.triage.by", { who, at: at === null ? "" : moment(at) })}
      </span>{" "}
      <TriageNote triage={triage} />
    </span>
  );

  function untilOf({ until, untilGrows }: TriageState): string {
    const end = parseTime(until);
    const parts = [
      ...(end === null ? [] : [t("failures.triage.untilTime", { time: moment(end) })]),
      ...(untilGrows ? [t("failures.triage.untilGrows")] : []),
    ];
    return parts.join(t("failures.triage.or"));
  }
}

/** The note and the issue of a change. */
export function TriageNote({
  triage: { note, link },
}: {
  triage: Pick<TriageState, "note" | "link">;
}) {
  const { t } = useTranslation();
  return (
    <>
      {note && <span className="wrap-anywhere text-muted">“{note}”</span>}
      {link && /^https?:/.test(link) && (
        <a
          href={link}
          target="_blank"
          rel="noreferrer noopener"
          title={link}
          className="rounded-sm text-accent underline underline-offset-2"
        >
          {t("failures.triage.issue")}
        </a>
      )}
    </>
  );
}
