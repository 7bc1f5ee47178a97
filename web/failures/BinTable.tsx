import type { BinOutcome, Outcome } from "../../server/contract";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { EmptyValue } from "../ui/DateTime";
import { Link } from "../ui/Link";
import { rateOf } from "./bin-rate";
import type { BinLabels } from "./useBinLabels";

interface BinTableProps {
  bins: readonly BinOutcome[];
  labels: BinLabels;
  hrefOf: (bin: BinOutcome, outcome: Outcome) => string;
}

const heads = ["failedPushes", "succeededPushes", "rate", "p50", "p95"] as const;

/** What the charts draw, as numbers, the newest first; those of pushes open them. */
export function BinTable({ bins, labels, hrefOf }: BinTableProps) {
  const { t } = useTranslation();
  const { duration, percent } = useFormat();
  const when = t(labels.byHour ? "failures.hour" : "failures.day", { zone: labels.zone });
  return (
    <div className="max-h-64 overflow-auto text-text print:max-h-none print:overflow-visible">
      <table className="mt-2 text-end">
        <caption className="sr-only">
          {t(labels.byHour ? "failures.hours" : "failures.days")}
        </caption>
        <thead>
          <tr>
            <th scope="col" className="py-1 pe-2 text-start font-medium text-muted">
              {when}
            </th>
            {heads.map((head) => (
              <th key={head} scope="col" className="px-2 py-1 font-medium text-muted">
                {t(`failures.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bins.toReversed().map((bin) => {
            const { from, failed, succeeded, p50, p95, unfinished } = bin;
            const rate = rateOf(bin);
            const label = labels.long(bin);
            return (
              <tr key={from}>
                <th scope="row" className="whitespace-nowrap pe-2 text-start font-normal">
                  {unfinished ? t("failures.chart.soFar", { when: label }) : label}
                </th>
                <td className="px-2">
                  <Count count={failed} href={hrefOf(bin, "failed")} />
                </td>
                <td className="px-2">
                  <Count count={succeeded} href={hrefOf(bin, "succeeded")} />
                </td>
                <td className="px-2">{rate === null ? <EmptyValue /> : percent(rate)}</td>
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

function Count({ count, href }: { count: number; href: string }) {
  const { number } = useFormat();
  return count === 0 ? (
    number(count)
  ) : (
    <Link to={href} className="underline underline-offset-2">
      {number(count)}
    </Link>
  );
}
