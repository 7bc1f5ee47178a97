import { clsx } from "clsx";
import { useState } from "react";
import type { BinOutcome, FailureList, Outcome } from "../../server/contract";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { momentOf } from "../paths/days";
import type { FailureState } from "../paths/failures";
import { BinColumns } from "./BinColumns";
import { BinTable } from "./BinTable";
import { rateOf } from "./bin-rate";
import { ChartFrame } from "./ChartFrame";
import { durationTop, rateTop, roundTop } from "./chart-scale";
import { OutcomeBars } from "./OutcomeBars";
import { LineKey, type TrendLine, TrendLines } from "./TrendLines";
import { useBinLabels } from "./useBinLabels";

/** A phone has room for one chart above the groups; the table has it all. */
const besideMain = "max-md:hidden print:block";

interface FailureChartsProps {
  list: FailureList;
  outcome: Outcome;
  /** The page narrowed further. */
  narrow: (change: Partial<FailureState>) => string;
}

/** Outcomes, failure rate and push times by hour or day, under the page's filters: charts, and a table to read. */
export function FailureCharts({ list, outcome, narrow }: FailureChartsProps) {
  const { t } = useTranslation();
  const { duration, percent, number } = useFormat();
  const labels = useBinLabels(list);
  const [active, setActive] = useState<number | null>(null);
  const { bins } = list;
  const most = (valueAt: (bin: BinOutcome) => number | null) =>
    bins.reduce((top, bin) => Math.max(top, valueAt(bin) ?? 0), 0);

  // The first and the last bin may reach beyond the period, which they count the pushes of.
  const spanOf = ({ from, to }: BinOutcome) => ({
    from: momentOf(Math.max(Date.parse(from), Date.parse(list.from))),
    to: momentOf(Math.min(Date.parse(to), Date.parse(list.to))),
  });
  // What succeeded has no reason, so that its filter and the text beside it do not hold for it.
  const hrefOf = (bin: BinOutcome, of: Outcome = outcome) =>
    narrow({
      ...spanOf(bin),
      by: "push",
      outcome: of,
      ...(of === "succeeded" && { reason: [], ...(outcome !== "succeeded" && { q: "" }) }),
    });
  const counted = (bin: BinOutcome) =>
    outcome === "succeeded"
      ? t("failures.chart.succeeded", { count: bin.succeeded })
      : `${t("failures.chart.failed", { count: bin.failed })}, ${t("failures.chart.succeeded", { count: bin.succeeded })}`;
  const whenOf = (bin: BinOutcome) =>
    bin.unfinished ? t("failures.chart.soFar", { when: labels.long(bin) }) : labels.long(bin);

  const shared = { bins, active, onActive: setActive };
  const frame = { bins, active, labelOf: labels.short };
  const columns = {
    ...shared,
    hrefOf,
    labelOf: (bin: BinOutcome) => `${whenOf(bin)}: ${counted(bin)}`,
  };
  const barTop = roundTop(
    most(({ failed, succeeded }) => (outcome === "succeeded" ? succeeded : failed + succeeded)),
  );
  const highestRate = rateTop(most(rateOf));
  const slowest = durationTop(most(({ p95 }) => p95));
  const times: readonly TrendLine[] = [
    { name: t("failures.p50"), style: "plain", valueAt: ({ p50 }) => p50 },
    { name: t("failures.p95"), style: "dashed", valueAt: ({ p95 }) => p95 },
  ];
  const rates: readonly TrendLine[] = [
    { name: t("failures.rate"), style: "danger", valueAt: rateOf },
  ];
  const orNone = (value: number | null, text: (value: number) => string) =>
    value === null ? "–" : text(value);
  return (
    <section
      aria-label={t(labels.byHour ? "failures.hours" : "failures.days")}
      className="border-line border-b bg-surface px-4 pt-2.5 pb-2 print:break-inside-avoid"
    >
      <div
        className={clsx(
          "grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-3 print:grid-cols-2",
          outcome === "succeeded" ? "md:grid-cols-2" : "md:grid-cols-3",
        )}
      >
        <ChartFrame
          {...frame}
          title={
            <>
              {outcome !== "succeeded" && (
                <Key className="bg-danger" label={t("failures.failedPushes")} />
              )}
              <Key className="bg-line-strong" label={t("failures.succeededPushes")} />
            </>
          }
          top={number(barTop)}
          tooltip={(bin) => `${whenOf(bin)} · ${counted(bin)}`}
        >
          <BinColumns {...columns} reachable>
            {(bin) => <OutcomeBars bin={bin} top={barTop} outcome={outcome} />}
          </BinColumns>
        </ChartFrame>
        {outcome !== "succeeded" && (
          <ChartFrame
            {...frame}
            className={besideMain}
            title={<span className="font-medium text-muted">{t("failures.rate")}</span>}
            top={percent(highestRate)}
            tooltip={(bin) => `${whenOf(bin)} · ${orNone(rateOf(bin), percent)}`}
          >
            <TrendLines bins={bins} top={highestRate} lines={rates} />
            <BinColumns {...columns} reachable={false} />
          </ChartFrame>
        )}
        <ChartFrame
          {...frame}
          className={besideMain}
          title={
            <>
              <span className="font-medium text-muted">{t("failures.timeChart")}</span>
              {times.map((line) => (
                <LineKey key={line.name} {...line} />
              ))}
            </>
          }
          top={duration(slowest)}
          tooltip={(bin) =>
            `${whenOf(bin)} · ${t("failures.p50")} ${orNone(bin.p50, duration)} · ${t("failures.p95")} ${orNone(bin.p95, duration)}`
          }
        >
          <TrendLines bins={bins} top={slowest} lines={times} />
          <BinColumns {...columns} hrefOf={(bin) => hrefOf(bin, "succeeded")} reachable={false} />
        </ChartFrame>
      </div>
      <div className="mt-1 flex flex-wrap items-baseline gap-x-4 text-subtle text-xs">
        <span>
          {t(labels.byHour ? "failures.chart.zoneHours" : "failures.chart.zoneDays", {
            zone: labels.zone,
          })}
          {bins.at(-1)?.unfinished && ` ${t("failures.chart.hatched")}`}
        </span>
        <details className="min-w-0 max-w-full open:basis-full not-open:print:hidden">
          <summary className="rounded-sm hover:text-text">{t("failures.asTable")}</summary>
          <BinTable bins={bins} labels={labels} hrefOf={hrefOf} />
        </details>
      </div>
    </section>
  );
}

const Key = ({ className, label }: { className: string; label: string }) => (
  <span className="flex items-center gap-1">
    <span className={clsx("print-color size-2 rounded-xs", className)} />
    {label}
  </span>
);
