import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { BinOutcome } from "../../server/contract";
import { useFormat } from "../i18n/format";
import { EmptyValue } from "../ui/DateTime";
import { barsOf } from "./bars";
import { TrendChart } from "./TrendChart";

const box = { width: 240, height: 48 };

interface DayChartProps {
  days: readonly BinOutcome[];
  /** Where the pushes of one day are listed. */
  hrefOf: (day: string) => string;
}

/** Outcomes, failure rate and push times by day, as charts to look at and a table to read. */
export function DayChart({ days, hrefOf }: DayChartProps) {
  const { t } = useTranslation();
  const { duration } = useFormat();
  const percent = usePercent();
  const rates = days.map(rateOf);
  const highestRate = Math.max(0, ...rates.map((rate) => rate ?? 0));
  const slowest = Math.max(0, ...days.map(({ p95 }) => p95 ?? 0));
  return (
    <section
      aria-label={t("failures.days")}
      className="border-line border-b bg-surface px-4 py-3 print:break-inside-avoid"
    >
      <div className="grid gap-x-8 gap-y-4 md:grid-cols-3 print:grid-cols-2">
        <OutcomeChart days={days} />
        <TrendChart
          title={t("failures.rate")}
          summary={t("failures.rateChart", { most: percent.format(highestRate) })}
          top={percent.format(highestRate)}
          most={highestRate}
          lines={[{ name: t("failures.rate"), style: "danger", values: rates }]}
        />
        <TrendChart
          title={t("failures.timeChart")}
          summary={t("failures.timeSummary", { most: duration(slowest) })}
          top={duration(slowest)}
          most={slowest}
          lines={[
            { name: "p50", style: "plain", values: days.map(({ p50 }) => p50) },
            { name: "p95", style: "dashed", values: days.map(({ p95 }) => p95) },
          ]}
        />
      </div>
      <details className="mt-2 text-xs not-open:print:hidden">
        <summary className="inline rounded-sm text-subtle hover:text-text">
          {t("failures.asTable")}
        </summary>
        <DayTable days={days} hrefOf={hrefOf} />
      </details>
    </section>
  );
}

/** The share of a day's settled pushes that failed; null when there were none. */
const rateOf = ({ failed, succeeded }: BinOutcome) =>
  failed + succeeded === 0 ? null : failed / (failed + succeeded);

function usePercent() {
  const { i18n } = useTranslation();
  return new Intl.NumberFormat(i18n.language, { style: "percent", maximumFractionDigits: 1 });
}

function OutcomeChart({ days }: Pick<DayChartProps, "days">) {
  const { t } = useTranslation();
  const totals = barsOf(
    days.map(({ failed, succeeded }) => failed + succeeded),
    box,
    days.length > 12 ? 1 : 3,
  );
  return (
    <figure className="min-w-0">
      <figcaption className="flex min-h-4 flex-wrap items-center gap-x-3 text-subtle text-xs">
        <Key className="bg-danger" label={t("failures.failedPushes")} />
        <Key className="bg-line" label={t("failures.succeededPushes")} />
        <span className="ms-auto">
          {days[0]?.day} – {days.at(-1)?.day}
        </span>
      </figcaption>
      <svg
        role="img"
        aria-label={t("failures.chart")}
        viewBox={`0 0 ${box.width} ${box.height}`}
        preserveAspectRatio="none"
        className="mt-1 h-12 w-full border-line-strong border-b"
      >
        {days.map(({ from, failed, succeeded }, index) => {
          const bar = totals[index];
          if (!bar) return null;
          const bad = failed === 0 ? 0 : Math.max(1, (bar.height * failed) / (failed + succeeded));
          return (
            <g key={from}>
              <rect {...bar} className="fill-line" />
              <rect {...bar} y={box.height - bad} height={bad} className="fill-danger" />
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

const Key = ({ className, label }: { className: string; label: string }) => (
  <span className="flex items-center gap-1">
    <span className={clsx("print-color size-2 rounded-xs", className)} />
    {label}
  </span>
);

function DayTable({ days, hrefOf }: DayChartProps) {
  const { t } = useTranslation();
  const { number, duration } = useFormat();
  const percent = usePercent();
  const heads = ["day", "failedPushes", "succeededPushes", "rate", "p50", "p95"] as const;
  return (
    <div className="max-h-64 overflow-auto print:max-h-none print:overflow-visible">
      <table className="mt-2 text-end">
        <caption className="sr-only">{t("failures.days")}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className="px-2 py-1 font-medium text-muted first:ps-0">
                {t(`failures.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((outcome) => {
            const { from, day, failed, succeeded, p50, p95 } = outcome;
            const rate = rateOf(outcome);
            return (
              <tr key={from}>
                <th scope="row" className="pe-2 font-normal">
                  {day}
                </th>
                <td className="px-2">
                  {failed === 0 ? (
                    number(failed)
                  ) : (
                    <Link to={hrefOf(day)} className="underline underline-offset-2">
                      {number(failed)}
                    </Link>
                  )}
                </td>
                <td className="px-2">{number(succeeded)}</td>
                <td className="px-2">{rate === null ? <EmptyValue /> : percent.format(rate)}</td>
                <td className="px-2">{p50 === null ? <EmptyValue /> : duration(p50)}</td>
                <td className="px-2">{p95 === null ? <EmptyValue /> : duration(p95)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
