import type { StatusStep } from "../../server/contract";
import { parseTime, useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { StatusBadge } from "../status/StatusBadge";
import { Section } from "../ui/Fields";
import { useNow } from "../ui/now";
import { stepSpans } from "./step-spans";

interface StatusHistoryListProps {
  steps: readonly StatusStep[];
  /** When an unfinished last step stopped: the snapshot is no longer listed. ISO 8601, else null. */
  until: string | null;
}

/** The statuses a snapshot went through while Snapdeck watched, and how long it was in each. */
export function StatusHistoryList({ steps, until }: StatusHistoryListProps) {
  const { t } = useTranslation();
  const { duration, clock, local } = useFormat();
  const now = useNow();
  // A single status is what the badge already shows.
  if (steps.length < 2) return null;
  return (
    <Section title={t("history.title")}>
      <ol className="flex flex-col gap-1">
        {stepSpans(steps, parseTime(until) ?? now).map(({ step, at, ms }) => (
          <li key={`${step.status} ${step.at}`} className="flex items-center gap-3">
            <span className="-ms-1.5 w-32 shrink-0">
              <StatusBadge status={step.status} phase={step.phase} />
            </span>
            {at !== null && (
              <time dateTime={step.at} title={local(at)} className="text-muted">
                {clock(at)}
              </time>
            )}
            {ms !== null && <span className="ms-auto text-muted">{duration(ms)}</span>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
