import { TriangleAlert } from "lucide-react";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import type { DiskUsage } from "./disk-usage";

/** How full an instance's disk was when the instance was read: the present state, never an earlier one. */
export function DiskNow({ disk }: { disk: DiskUsage }) {
  const { t } = useTranslation();
  const { bytes, percent } = useFormat();
  const capacity = bytes(disk.capacity);
  const used = { share: percent(disk.share), capacity };
  const hint = t("instances.diskHint", { usage: bytes(disk.usage), capacity });
  if (!disk.nearlyFull) return <span title={hint}>{t("instances.diskUsed", used)}</span>;
  return (
    <span title={hint} className="inline-flex items-center gap-1 font-medium text-warn">
      <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
      {t("instances.diskNearlyFull", used)}
    </span>
  );
}
