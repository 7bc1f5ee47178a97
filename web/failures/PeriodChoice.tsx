import { useTranslation } from "react-i18next";
import type { Period } from "../../server/contract";
import type { DaySpan } from "../paths/days";
import type { FailureState } from "../paths/failures";
import { Segments } from "../ui/Segments";
import { spanOfPeriod } from "./day-span";

interface PeriodChoiceProps {
  state: Pick<FailureState, "period" | "from" | "to">;
  onChange: (change: Partial<FailureState>) => void;
}

const dateInput =
  "h-8 rounded-md border border-line-strong bg-surface px-2 text-text text-sm hover:bg-hover";

/** How far back: the last day, week or month, or from one day to another (UTC). */
export function PeriodChoice({ state, onChange }: PeriodChoiceProps) {
  const { t } = useTranslation();
  const custom = state.from !== "";
  const options = (["24h", "7d", "30d", "custom"] as const).map((value) => ({
    value,
    label: t(`failures.periods.${value}`),
    content: t(`failures.periods.${value}`),
  }));
  const choose = (value: Period | "custom") =>
    onChange(
      value === "custom"
        ? spanOfPeriod(state.period, Date.now())
        : { period: value, from: "", to: "" },
    );
  // A date that is still being typed is empty; it changes nothing until it is one.
  const move = ({ from, to }: DaySpan) => {
    if (from !== "" && to !== "") onChange(from <= to ? { from, to } : { from: to, to: from });
  };
  return (
    <>
      <Segments
        label={t("failures.period")}
        value={custom ? "custom" : state.period}
        options={options}
        onChange={choose}
      />
      {custom && (
        <span className="flex items-center gap-1.5">
          <input
            type="date"
            aria-label={t("failures.from")}
            value={state.from}
            onChange={(event) => move({ from: event.target.value, to: state.to })}
            className={dateInput}
          />
          <span aria-hidden className="text-subtle">
            –
          </span>
          <input
            type="date"
            aria-label={t("failures.to")}
            value={state.to}
            onChange={(event) => move({ from: state.from, to: event.target.value })}
            className={dateInput}
          />
        </span>
      )}
    </>
  );
}
