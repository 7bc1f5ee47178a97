import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { useLocation } from "react-router";
import type {
  Phase,
  TimelineEntry,
  SnapshotTimeline as TimelineResponse,
} from "../../server/contract";
import { timelineQuery } from "../api/timeline";
import { parseTime, useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { useDrawerLink } from "../list/drawer-navigation";
import { rowAfterKey } from "../list/row-keys";
import { paths } from "../paths/paths";
import { statusWord } from "../status/StatusBadge";
import { takenMs } from "../status/taken";
import { Link } from "../ui/Link";
import { useNow } from "../ui/now";
import { barHeight, fullHeight } from "./bar-height";

interface SnapshotTimelineProps {
  connection: string;
  instanceId: string;
  /** The snapshot in the drawer. */
  openId: string | undefined;
}

interface SnapshotTimelineOptions extends SnapshotTimelineProps {
  /** What stands under the bars, one place for each of them. */
  below: (entries: readonly TimelineEntry[]) => ReactNode;
}

/** A bar for each snapshot, oldest first: its outcome and how long it took. Nothing where there is no index. */
export function SnapshotTimeline({ below, ...place }: SnapshotTimelineOptions) {
  const { connection, instanceId, openId } = place;
  const { data, error } = useQuery(timelineQuery(connection, instanceId));
  if (error !== null || data?.entries.length === 0) return null;
  return (
    <div className="@container mt-1.5 min-h-15.5 max-sm:min-h-19.5">
      <div className="flex min-h-8 flex-wrap items-end gap-x-4">
        {data && (
          <Bars timeline={data} connection={connection} instanceId={instanceId} openId={openId} />
        )}
      </div>
      {data && below(data.entries)}
    </div>
  );
}

function Bars(props: SnapshotTimelineProps & { timeline: TimelineResponse }) {
  const { entries, total, typicalMs } = props.timeline;
  const { t } = useTranslation();
  const { number, duration } = useFormat();
  const [reached, setReached] = useState<string>();
  const now = useNow();
  const taken = entries.map((entry) => takenMs({ ...entry, gmtCreateTime: entry.at }, now));
  const highest = fullHeight(taken, typicalMs);
  const inTabOrder =
    entries.find(({ snapshotId }) => snapshotId === (reached ?? props.openId)) ?? entries.at(-1);

  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>("a")];
    const at = event.target instanceof HTMLElement ? items.indexOf(event.target) : -1;
    const next = rowAfterKey(verticalKeys[event.key] ?? event.key, at, items.length);
    if (at === -1 || next === null) return;
    event.preventDefault();
    items[next]?.focus();
  };

  return (
    <>
      <nav
        aria-label={t("timeline.label", { count: entries.length })}
        className="min-w-0"
        onKeyDown={walk}
      >
        <ul className="flex h-8 items-end">
          {entries.map((entry, at) => (
            <Bar
              key={entry.snapshotId}
              entry={entry}
              connection={props.connection}
              instanceId={props.instanceId}
              taken={taken[at] ?? null}
              height={barHeight(taken[at] ?? null, highest)}
              open={entry.snapshotId === props.openId}
              reachable={entry === inTabOrder}
              onFocus={() => setReached(entry.snapshotId)}
            />
          ))}
        </ul>
      </nav>
      <p className="text-subtle text-xs">
        {entries.length < total && (
          <span className="max-sm:hidden">
            {t("timeline.newest", { shown: number(entries.length), total: number(total) })}
            {typicalMs !== null && " · "}
          </span>
        )}
        {typicalMs !== null && t("timeline.typical", { duration: duration(typicalMs) })}
      </p>
    </>
  );
}

/** Left and right do along the bars what up and down do in a table. */
const verticalKeys: Partial<Record<string, string>> = {
  ArrowLeft: "ArrowUp",
  ArrowRight: "ArrowDown",
};

const colors: Record<Phase, string> = {
  succeeded: "bg-line-strong",
  failed: "bg-danger",
  inFlight: "bg-info pulse",
  unknown: "border border-line-strong",
};

interface BarProps {
  entry: TimelineEntry;
  /** How long it took or, while it is in flight, has taken. Milliseconds. */
  taken: number | null;
  connection: string;
  instanceId: string;
  /** Percent of the timeline's height. */
  height: number;
  open: boolean;
  reachable: boolean;
  onFocus: () => void;
}

function Bar({ entry, taken, connection, instanceId, height, open, reachable, onFocus }: BarProps) {
  const { t } = useTranslation();
  const { duration, moment } = useFormat();
  const { search } = useLocation();
  const drawerLink = useDrawerLink();
  const at = parseTime(entry.at);
  const facts = [
    entry.snapshotName ?? t("snapshots.unnamed"),
    statusWord(t, entry.status),
    at === null ? null : moment(at),
    taken === null ? null : duration(taken),
    entry.gone ? t("snapshots.gone") : null,
  ].filter((fact) => fact !== null);
  return (
    <li className="h-full @max-md:nth-last-[n+31]:hidden">
      <Link
        to={paths.snapshot(connection, instanceId, entry.snapshotId, search)}
        {...drawerLink}
        aria-label={facts.join(", ")}
        aria-current={open ? "true" : undefined}
        title={facts.join("\n")}
        tabIndex={reachable ? 0 : -1}
        onFocus={onFocus}
        className={clsx(
          "flex h-full w-1.75 flex-col justify-end rounded-xs px-px outline-offset-0 hover:bg-hover",
          open && "bg-chosen",
        )}
      >
        {/* A failure has a cap as well as its colour. */}
        {entry.phase === "failed" && (
          <span className="mb-px print-color h-0.75 w-full rounded-full bg-danger" />
        )}
        <span
          className={clsx(
            "print-color w-full rounded-[1px]",
            colors[entry.phase],
            entry.gone && "opacity-50",
          )}
          style={{ height: `${height}%` }}
        />
      </Link>
    </li>
  );
}
