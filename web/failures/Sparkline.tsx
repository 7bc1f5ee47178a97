import { clsx } from "clsx";
import type { Outcome } from "../../server/contract";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { barsOf } from "./bars";

const box = { width: 120, height: 20 };

const fills: Record<Outcome, string> = {
  failed: "fill-danger",
  stuck: "fill-warn",
  succeeded: "fill-subtle",
};

/** When the pushes of a group happened, over the period. */
export function Sparkline({ buckets, outcome }: { buckets: readonly number[]; outcome: Outcome }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <svg
      role="img"
      aria-label={t("failures.overTime", { most: number(Math.max(0, ...buckets)) })}
      viewBox={`0 0 ${box.width} ${box.height}`}
      preserveAspectRatio="none"
      className={clsx("h-5 w-30 shrink-0 md:mb-1 md:w-full", fills[outcome])}
    >
      <rect y={box.height - 0.5} width={box.width} height={0.5} className="fill-line-strong" />
      {barsOf(buckets, box).map((bar) => (
        <rect key={bar.x} {...bar} />
      ))}
    </svg>
  );
}
