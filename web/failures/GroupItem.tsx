import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { FailureGroup } from "../../server/contract";
import { parseTime, useFormat } from "../i18n/format";
import { useNow } from "../ui/now";
import { Advice } from "./Advice";
import { MaskedMessage } from "./MaskedMessage";
import { Sparkline } from "./Sparkline";

/** One group: what its pushes have in common, how many there are and since when, and what to try. */
export function GroupItem({ group, href }: { group: FailureGroup; href: string }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const title = group.name ?? group.instanceId ?? group.reasonCode ?? t("failures.noReason");
  return (
    <li className="border-line border-b px-4 py-3 hover:bg-hover print:break-inside-avoid">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-80 print:basis-full">
          <h2 className="flex items-center gap-2 text-sm">
            <Link to={href} className="truncate font-semibold hover:underline">
              {title}
            </Link>
            {group.isNew && (
              <span
                title={t("failures.newHint")}
                className="rounded-sm bg-info-tint px-1.5 font-medium text-info text-xs leading-5"
              >
                {t("failures.isNew")}
              </span>
            )}
            {group.fresh > 0 && (
              <span className="flex items-center gap-1 whitespace-nowrap text-info text-xs">
                <span aria-hidden className="size-1.5 rounded-full bg-current" />
                {t("failures.sinceVisit", { count: group.fresh })}
              </span>
            )}
          </h2>
          <div className="mt-0.5 line-clamp-3 print:line-clamp-none">
            {group.instanceId && group.reasonCode && (
              <span className="me-2 font-medium text-xs">{group.reasonCode}</span>
            )}
            <MaskedMessage parts={group.parts} />
          </div>
          {group.cause && <Advice cause={group.cause} />}
        </div>
        <Sparkline buckets={group.buckets} />
        <dl className="w-44 shrink-0 text-xs print:flex print:w-auto print:items-baseline print:gap-x-4">
          <dt className="sr-only">{t("failures.sorts.count")}</dt>
          <dd>
            <Link to={href} className="font-semibold text-sm underline-offset-2 hover:underline">
              {t("failures.count", { count: group.count, formatted: number(group.count) })}
            </Link>
          </dd>
          {group.instanceId === null && (
            <dd className="text-muted">{t("failures.instances", { count: group.instances })}</dd>
          )}
          <Seen first={group.firstSeen} last={group.lastSeen} />
        </dl>
      </div>
    </li>
  );
}

function Seen({ first, last }: { first: string; last: string }) {
  const { t } = useTranslation();
  const { ago, local } = useFormat();
  const now = useNow();
  return (
    <dd className="text-subtle print:flex print:gap-x-4">
      {(["last", "first"] as const).map((which) => {
        const at = parseTime(which === "last" ? last : first);
        return (
          at !== null && (
            <time
              key={which}
              dateTime={new Date(at).toISOString()}
              title={local(at)}
              className="block"
            >
              {t(`failures.${which}`, { ago: ago(at, now) })}
            </time>
          )
        );
      })}
    </dd>
  );
}
