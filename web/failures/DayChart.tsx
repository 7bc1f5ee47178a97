import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import type { DayOutcome } from "../../server/contract";
import { useFormat } from "../i18n/format";
import { Absent } from "../ui/Moment";
import { barsOf } from "./bars";

const box = { width: 480, height: 48 };

/** Failed and succeeded pushes by day, as a chart to look at and a table to read. */
export function DayChart({ days }: { days: readonly DayOutcome[] }) {
  const { t } = useTranslation();
  const totals = barsOf(
    days.map(({ failed, succeeded }) => failed + succeeded),
    box,
    days.length > 12 ? 2 : 6,
  );
  return (
    <section aria-label={t("failures.days")} className="border-line border-b bg-surface px-4 py-3">
      <svg
        role="img"
        aria-label={t("failures.chart")}
        viewBox={`0 0 ${box.width} ${box.height}`}
        preserveAspectRatio="none"
        className="h-12 w-full max-w-3xl"
      >
        {days.map(({ day, failed, succeeded }, index) => {
          const bar = totals[index];
          if (!bar) return null;
          const bad = failed === 0 ? 0 : Math.max(1, (bar.height * failed) / (failed + succeeded));
          return (
            <g key={day}>
              <rect {...bar} className="fill-line" />
              <rect {...bar} y={box.height - bad} height={bad} className="fill-bad" />
            </g>
          );
        })}
      </svg>
      <p aria-hidden className="flex max-w-3xl justify-between text-faint text-xs">
        <span>{days[0]?.day}</span>
        <span className="flex items-center gap-3">
          <Key className="bg-bad" words={t("failures.failedPushes")} />
          <Key className="bg-line" words={t("failures.succeededPushes")} />
        </span>
        <span>{days.at(-1)?.day}</span>
      </p>
      <details className="mt-1 text-xs">
        <summary className="inline rounded-sm text-faint hover:text-ink">
          {t("failures.asTable")}
        </summary>
        <DayTable days={days} />
      </details>
    </section>
  );
}

const Key = ({ className, words }: { className: string; words: string }) => (
  <span className="flex items-center gap-1">
    <span className={clsx("size-2 rounded-[2px]", className)} />
    {words}
  </span>
);

function DayTable({ days }: { days: readonly DayOutcome[] }) {
  const { t, i18n } = useTranslation();
  const { number, duration } = useFormat();
  const percent = new Intl.NumberFormat(i18n.language, {
    style: "percent",
    maximumFractionDigits: 1,
  });
  const heads = ["day", "failedPushes", "succeededPushes", "rate", "p50", "p95"] as const;
  return (
    <div className="max-h-64 overflow-auto">
      <table className="mt-2 text-end">
        <caption className="sr-only">{t("failures.days")}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className="px-2 py-1 font-medium text-soft first:ps-0">
                {t(`failures.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ day, failed, succeeded, p50, p95 }) => (
            <tr key={day}>
              <th scope="row" className="pe-2 font-normal">
                {day}
              </th>
              <td className="px-2">{number(failed)}</td>
              <td className="px-2">{number(succeeded)}</td>
              <td className="px-2">
                {failed + succeeded === 0 ? (
                  <Absent />
                ) : (
                  percent.format(failed / (failed + succeeded))
                )}
              </td>
              <td className="px-2">{p50 === null ? <Absent /> : duration(p50)}</td>
              <td className="px-2">{p95 === null ? <Absent /> : duration(p95)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
