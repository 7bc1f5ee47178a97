import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { FailureGroup } from "../../server/contract";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { useRowLink } from "../list/row-link";
import type { FailureState } from "../paths/failures";
import { Link } from "../ui/Link";
import { Advice } from "./Advice";
import { GroupMarks } from "./GroupMarks";
import { GroupTags } from "./GroupTags";
import { MaskedMessage } from "./MaskedMessage";
import { Seen } from "./Seen";
import { Sparkline } from "./Sparkline";
import { useGroupTitle } from "./useGroupTitle";
import { WhoIsHit } from "./WhoIsHit";

interface GroupItemProps {
  group: FailureGroup;
  href: string;
  outcome: FailureState["outcome"];
  /** The page narrowed further. */
  narrow: (change: Partial<FailureState>) => string;
  /** What was made of the group, and what changes it. */
  triage?: ReactNode;
  /** It stands above its pushes: its messages are told below it. */
  opened?: boolean;
}

/** One group: what its pushes have in common, how many there are, whom they hit and since when. */
export function GroupItem(props: GroupItemProps) {
  const { group, href, outcome, narrow, triage, opened = false } = props;
  const titleOf = useGroupTitle();
  const link = useRowLink();
  return (
    <li
      {...(!opened && link)}
      className={clsx(
        "grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-2 border-line border-b px-4 py-2.5 md:grid-cols-[minmax(0,1fr)_11rem] print:break-inside-avoid",
        !opened && "cursor-pointer hover:bg-hover",
      )}
    >
      <div className="flex min-w-0 flex-col gap-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h2 className="min-w-0 max-w-full font-semibold text-sm">
            <Link
              to={href}
              data-row-link={!opened || undefined}
              className="wrap-anywhere rounded-sm hover:underline"
            >
              {titleOf(group)}
            </Link>
          </h2>{" "}
          <GroupCounts group={group} href={href} />
          {outcome === "failed" && <GroupMarks group={group} />}
          <GroupTags group={group} narrow={narrow} />
        </div>
        {outcome !== "succeeded" && !opened && <GroupMessage group={group} />}
        <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
          <WhoIsHit group={group} narrow={narrow} />
          {triage}
        </div>
        {/* On paper there is nothing to open. */}
        {!opened && group.cause && (
          <div className="hidden print:block">
            <Advice cause={group.cause} />
          </div>
        )}
      </div>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-1 md:block">
        {group.durations && <Durations {...group.durations} />}
        <Sparkline buckets={group.buckets} outcome={outcome} />
        <Seen first={group.firstSeen} last={group.lastSeen} onlyLast={outcome === "succeeded"} />
      </div>
    </li>
  );
}

/** The median and the 95th percentile of push times, in milliseconds. */
function Durations({ p50, p95 }: { p50: number; p95: number }) {
  const { t } = useTranslation();
  const { duration } = useFormat();
  return (
    <dl
      title={t("failures.durationsHint")}
      className="mb-1 grid grid-cols-[1fr_auto] gap-x-3 text-xs max-md:grow"
    >
      <dt className="text-subtle">{t("failures.p50")}</dt>
      <dd className="text-end">{duration(p50)}</dd>
      <dt className="text-subtle">{t("failures.p95")}</dt>
      <dd className="text-end">{duration(p95)}</dd>
    </dl>
  );
}

/** How many pushes, instances and patterns a group has. */
function GroupCounts({ group, href }: Pick<GroupItemProps, "group" | "href">) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { count, instances, instanceId, patternCount } = group;
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 md:flex-nowrap md:whitespace-nowrap text-muted text-sm">
      <Link
        to={href}
        className="rounded-sm font-medium text-text underline-offset-2 hover:underline"
      >
        {t("failures.count", { count, formatted: number(count) })}
      </Link>
      {instanceId === null && (
        <>
          <Dot />
          {t("failures.instances", { count: instances })}
        </>
      )}
      {patternCount > 1 && (
        <>
          <Dot />
          {t("failures.patterns", { count: patternCount })}
        </>
      )}
    </p>
  );
}

const Dot = () => (
  <span aria-hidden className="text-subtle">
    ·
  </span>
);

/** The most frequent pattern, its variable places marked; nothing where the service says nothing. */
function GroupMessage({
  group: { patterns, parts, cause, reasonCode },
}: Pick<GroupItemProps, "group">) {
  const { t } = useTranslation();
  const shown = patterns[0]?.parts ?? parts;
  if (shown.length === 0) {
    return cause || reasonCode ? (
      <p className="text-subtle text-xs">{t("failures.noReason")}</p>
    ) : null;
  }
  return (
    <p className="line-clamp-2 print:line-clamp-none">
      <MaskedMessage parts={shown} />
    </p>
  );
}
