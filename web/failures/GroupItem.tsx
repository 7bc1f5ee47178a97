import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { FailureGroup } from "../../server/contract";
import { useFormat } from "../i18n/format";
import type { FailureState } from "../paths/failures";
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
}

/** One group: what its pushes have in common, how many there are, whom they hit and since when. */
export function GroupItem({ group, href, outcome, narrow, triage }: GroupItemProps) {
  const { t } = useTranslation();
  const { duration } = useFormat();
  const titleOf = useGroupTitle();
  const failed = outcome === "failed";
  return (
    <li className="grid gap-x-8 gap-y-2 border-line border-b px-4 py-2.5 hover:bg-hover md:grid-cols-[minmax(0,1fr)_10rem] print:break-inside-avoid">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <h2 className="min-w-0 max-w-full font-semibold text-sm">
            <Link to={href} className="wrap-anywhere rounded-sm hover:underline">
              {titleOf(group)}
            </Link>
          </h2>
          <GroupCounts group={group} href={href} />
          {failed && <GroupMarks group={group} />}
          {triage}
        </div>
        <GroupTags group={group} narrow={narrow} />
        {outcome !== "succeeded" && <GroupMessage group={group} />}
        <WhoIsHit group={group} narrow={narrow} />
      </div>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-1 md:block md:pt-0.5">
        {group.durations && (
          <p className="text-muted text-xs" title={t("failures.durationsHint")}>
            {t("failures.p50")} {duration(group.durations.p50)}
            <span className="text-subtle"> · </span>
            p95 {duration(group.durations.p95)}
          </p>
        )}
        <Sparkline buckets={group.buckets} outcome={outcome} />
        <Seen first={group.firstSeen} last={group.lastSeen} />
      </div>
    </li>
  );
}

/** How many pushes, instances and patterns a group has. */
function GroupCounts({ group, href }: Pick<GroupItemProps, "group" | "href">) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { count, instances, instanceId, patternCount } = group;
  return (
    <p className="flex items-center gap-1.5 whitespace-nowrap text-muted text-sm">
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
      <p className="mt-1 text-subtle text-xs">{t("failures.noReason")}</p>
    ) : null;
  }
  return (
    <p className="mt-1 line-clamp-2 print:line-clamp-none">
      <MaskedMessage parts={shown} />
    </p>
  );
}
