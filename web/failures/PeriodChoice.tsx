import type { Period } from "../../server/contract";
import { useFormat } from "../i18n/format";
import { useTimeZone } from "../i18n/time-zone";
import { useTranslation } from "../i18n/translation";
import { type DaySpan, momentsOf } from "../paths/days";
import type { FailureState } from "../paths/failures";
import { Segments } from "../ui/Segments";
import { daysOfPeriod, daysOfSpan, spanOfDays } from "./day-span";

interface PeriodChoiceProps {
  state: Pick<FailureState, "period" | "from" | "to">;
  onChange: (change: Partial<FailureState>) => void;
}

const dateInput =
  "h-8 rounded-md border border-line-strong bg-surface px-2 text-text text-sm hover:bg-hover";

/** How far back: the last day, week or month, or from one day to another in the reader's zone. */
export function PeriodChoice({ state, onChange }: PeriodChoiceProps) {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const zone = useTimeZone();
  const custom = state.from !== "";
  const days = custom ? daysOfSpan(state, zone) : null;
  const moments = custom ? momentsOf(state) : null;
  const options = (["24h", "7d", "30d", "custom"] as const).map((value) => ({
    value,
    label: t(`failures.periods.${value}`),
    content: t(`failures.periods.${value}`),
  }));
  const choose = (value: Period | "custom") =>
    onChange(
      value === "custom"
        ? spanOfDays(daysOfPeriod(state.period, Date.now(), zone), zone)
        : { period: value, from: "", to: "" },
    );
  // A date that is still being typed is empty; it changes nothing until it is one.
  const move = ({ from, to }: DaySpan) => {
    if (from === "" || to === "") return;
    onChange(spanOfDays(from <= to ? { from, to } : { from: to, to: from }, zone));
  };
  return (
    <>
      <Segments
        label={t("failures.period")}
        value={custom ? "custom" : state.period}
        options={options}
        onChange={choose}
      />
      {days && (
        <span className="flex items-center gap-1.5">
          <input
            type="date"
            aria-label={t("failures.from")}
            value={days.from}
            onChange={(event) => move({ from: event.target.value, to: days.to })}
            className={dateInput}
          />
          <span aria-hidden className="text-subtle">
            –
          </span>
          <input
            type="date"
            aria-label={t("failures.to")}
            value={days.to}
            onChange={(event) => move({ from: days.from, to: event.target.value })}
            className={dateInput}
          />
        </span>
      )}
      {moments && !days && (
        <span className="text-muted text-sm">
          {moment(Date.parse(moments.from))} – {moment(Date.parse(moments.to))}
        </span>
      )}
    </>
  );
}
