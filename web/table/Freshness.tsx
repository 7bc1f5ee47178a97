import { clsx } from "clsx";
import { RefreshCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { parseTime, useFormat } from "../i18n/format";
import { IconButton } from "../ui/Button";

interface FreshnessProps {
  /** When the upstream was read, ISO 8601; undefined until the first answer. */
  readAt: string | undefined;
  fetching: boolean;
  onRefresh: () => void;
}

/** When what is shown was read, and a way to read it again. */
export function Freshness({ readAt, fetching, onRefresh }: FreshnessProps) {
  const { t } = useTranslation();
  const { clock, local } = useFormat();
  const time = parseTime(readAt);
  return (
    <div className="flex items-center gap-1 text-faint text-xs">
      {time !== null && (
        <span title={local(time)} className="max-sm:sr-only">
          {t("list.readAt", { time: clock(time) })}
        </span>
      )}
      <IconButton
        icon={RefreshCw}
        label={t("actions.refresh")}
        onClick={onRefresh}
        className={clsx(fetching && "[&>svg]:breathe")}
      />
    </div>
  );
}
