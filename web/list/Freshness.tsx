import { clsx } from "clsx";
import { Pause, Play, RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { parseTime, useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { setPaused, usePaused } from "../live/pause";
import { type Reading, useReadAt } from "../state/reading";
import { IconButton } from "../ui/Button";
import { useNow } from "../ui/now";
import { PopoverButton } from "../ui/PopoverButton";
import { freshnessOf } from "./freshness-of";

interface FreshnessProps {
  /** When the upstream was read; undefined until the first answer. */
  reading: Reading | undefined;
  fetching: boolean;
  onRefresh: () => void;
  /** What else is known of the reading, as terms and descriptions: shown when it is asked for. */
  facts?: ReactNode;
}

/** How current the data is with what is known of its reading, a button to read it again, and one that pauses all refreshing. */
export function Freshness({ reading, fetching, onRefresh, facts }: FreshnessProps) {
  const { t } = useTranslation();
  const { ago, local } = useFormat();
  const now = useNow();
  const time = parseTime(useReadAt(reading));
  const paused = usePaused();
  return (
    <div className="flex items-center gap-1 text-subtle text-xs print:hidden">
      {time === null ? (
        // As wide as it will be, so that nothing beside it moves to another line.
        <span aria-hidden className="invisible px-2 tabular-nums">
          {t("list.upToDate", { age: ago(now, now) })}
        </span>
      ) : (
        <PopoverButton
          className="px-2 font-normal text-subtle text-xs tabular-nums"
          title={t("list.reading")}
          label={
            <span title={local(time)}>
              {t(`list.${freshnessOf(now - time, paused)}`, { age: ago(time, now) })}
            </span>
          }
        >
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 [&>dt]:text-subtle">
            <dt>{t("list.lastRead")}</dt>
            <dd className="tabular-nums">{local(time)}</dd>
            {facts}
          </dl>
        </PopoverButton>
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
