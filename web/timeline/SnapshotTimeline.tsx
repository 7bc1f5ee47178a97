import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import type { Phase, SnapshotTimeline, TimelineEntry } from "../../server/contract";
import { timelineQuery } from "../api/timeline";
import { parseTime, useFormat } from "../i18n/format";
import { useDrawerLink } from "../list/drawer-navigation";
import { rowAfterKey } from "../list/row-keys";
import { links } from "../paths/paths";
import { statusWord } from "../status/StatusBadge";
import { fullHeight, markHeight } from "./bar-height";

interface HistoryStripProps {
  connection: string;
  instanceId: string;
  /** The snapshot in the drawer. */
  openId: string | undefined;
}

/** One mark a snapshot, oldest first: its outcome and how long it took. Nothing where there is no index. */
export function TimelineChart({ connection, instanceId, openId }: HistoryStripProps) {
  const { data, error } = useQuery(timelineQuery(connection, instanceId));
  if (error !== null || data?.entries.length === 0) return null;
  return (
    <div className="mt-1.5 flex min-h-8 items-end gap-x-4 max-md:flex-wrap">
      {data && (
        <Strip strip={data} connection={connection} instanceId={instanceId} openId={openId} />
      )}
    </div>
  );
}

function Strip(props: HistoryStripProps & { strip: SnapshotTimeline }) {
  const { entries, total, typicalMs } = props.strip;
  const { t } = useTranslation();
  const { number, duration } = useFormat();
  const [reached, setReached] = useState<string>();
  const highest = fullHeight(
    entries.map(({ durationMs }) => durationMs),
    typicalMs,
  );
  const inTabOrder =
    entries.find(({ snapshotId }) => snapshotId === (reached ?? props.openId)) ?? entries.at(-1);

  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>("a")];
    const at = event.target instanceof HTMLElement ? items.indexOf(event.target) : -1;
    const next = rowAfterKey(turned[event.key] ?? event.key, at, items.length);
    if (at === -1 || next === null) return;
    event.preventDefault();
    items[next]?.focus();
  };

  return (
    <>
      <nav
        aria-label={t("snapshots.strip.label", { count: entries.length })}
        className="min-w-0"
        onKeyDown={walk}
      >
        <ul className="flex h-8 items-end">
          {entries.map((mark) => (
            <Mark
              key={mark.snapshotId}
              mark={mark}
              connection={props.connection}
              instanceId={props.instanceId}
              height={markHeight(mark.durationMs, highest)}
              open={mark.snapshotId === props.openId}
              reachable={mark === inTabOrder}
              onFocus={() => setReached(mark.snapshotId)}
            />
          ))}
        </ul>
      </nav>
      <p className="shrink-0 text-subtle text-xs">
        {entries.length < total && (
          <span className="max-sm:hidden">
            {t("snapshots.strip.newest", { shown: number(entries.length), total: number(total) })}
            {typicalMs !== null && " · "}
          </span>
        )}
        {typicalMs !== null && t("snapshots.strip.typical", { duration: duration(typicalMs) })}
      </p>
    </>
  );
}

/** Along a line, sideways is what up and down are in a table. */
const turned: Partial<Record<string, string>> = {
  ArrowLeft: "ArrowUp",
  ArrowRight: "ArrowDown",
};

const looks: Record<Phase, string> = {
  succeeded: "bg-line-strong",
  failed: "bg-danger",
  inFlight: "bg-info pulse",
  unknown: "border border-line-strong",
};

interface MarkProps {
  mark: TimelineEntry;
  connection: string;
  instanceId: string;
  /** Percent of the strip's height. */
  height: number;
  open: boolean;
  reachable: boolean;
  onFocus: () => void;
}

function Mark({ mark, connection, instanceId, height, open, reachable, onFocus }: MarkProps) {
  const { t } = useTranslation();
  const { duration, moment } = useFormat();
  const { search } = useLocation();
  const drawerLink = useDrawerLink();
  const at = parseTime(mark.at);
  const words = [
    mark.snapshotName ?? t("snapshots.unnamed"),
    statusWord(t, mark.status),
    at === null ? null : moment(at),
    mark.durationMs === null ? null : duration(mark.durationMs),
    mark.gone ? t("failures.gone") : null,
  ].filter((word) => word !== null);
  return (
    <li className="h-full max-md:nth-last-[n+31]:hidden">
      <Link
        to={links.snapshot(connection, instanceId, mark.snapshotId, search)}
        {...drawerLink}
        aria-label={words.join(", ")}
        aria-current={open ? "true" : undefined}
        title={words.join("\n")}
        tabIndex={reachable ? 0 : -1}
        onFocus={onFocus}
        className={clsx(
          "group/mark flex h-full w-1.75 flex-col justify-end rounded-xs px-px outline-offset-0 hover:bg-hover",
          open && "bg-chosen",
        )}
      >
        {/* A failure is told by its cap as well as by its colour. */}
        {mark.phase === "failed" && (
          <span className="mb-px print-color h-0.75 w-full rounded-full bg-danger" />
        )}
        <span
          className={clsx(
            "print-color w-full rounded-[1px]",
            looks[mark.phase],
            mark.gone && "opacity-50",
          )}
          style={{ height: `${height}%` }}
        />
      </Link>
    </li>
  );
}
