import { clsx } from "clsx";
import { Pause, Play, RefreshCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { parseTime, useFormat } from "../i18n/format";
import { setPaused, usePaused } from "../live/pause";
import { IconButton } from "../ui/Button";

interface FreshnessProps {
  /** When the upstream was read, ISO 8601; undefined until the first answer. */
  readAt: string | undefined;
  fetching: boolean;
  onRefresh: () => void;
}

/** When the data was read, a button to read it again, and one that pauses all refreshing. */
export function Freshness({ readAt, fetching, onRefresh }: FreshnessProps) {
  const { t } = useTranslation();
  const { clock, local } = useFormat();
  const time = parseTime(readAt);
  const paused = usePaused();
  return (
    <div className="flex items-center gap-1 text-subtle text-xs print:hidden">
      {time !== null && (
        <span title={local(time)} className="max-sm:sr-only">
          {paused && `${t("live.paused")} · `}
          {t("list.readAt", { time: clock(time) })}
        </span>
      )}
      <IconButton
        icon={paused ? Play : Pause}
        label={t(paused ? "live.resume" : "live.pause")}
        onClick={() => setPaused(!paused)}
        className="max-sm:hidden"
      />
      <IconButton
        icon={RefreshCw}
        label={t("actions.refresh")}
        onClick={onRefresh}
        className={clsx(fetching && "[&>svg]:pulse")}
      />
    </div>
  );
}
