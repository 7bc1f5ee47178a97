import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/format";
import { barsOf } from "./bars";

const box = { width: 120, height: 20 };

/** When the pushes of a group happened, over the period. */
export function Sparkline({ buckets }: { buckets: readonly number[] }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <svg
      role="img"
      aria-label={t("failures.overTime", { most: number(Math.max(0, ...buckets)) })}
      viewBox={`0 0 ${box.width} ${box.height}`}
      className="h-5 w-30 shrink-0 fill-danger"
    >
      <rect y={box.height - 0.5} width={box.width} height={0.5} className="fill-line-strong" />
      {barsOf(buckets, box).map((bar) => (
        <rect key={bar.x} {...bar} />
      ))}
    </svg>
  );
}
