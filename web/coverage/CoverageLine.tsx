import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { Fragment } from "react";
import type { Coverage } from "../../server/contract";
import { syncQuery } from "../api/sync";
import { parseTime, useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { paths } from "../paths/paths";
import { Link } from "../ui/Link";
import { useNow } from "../ui/now";
import { RetryUnread } from "./RetryUnread";
import { VisibilityNote } from "./VisibilityNote";

/** How much of the account the numbers rest on, and what is wrong with the reading. */
export function CoverageLine({ coverage }: { coverage: Coverage }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const throttled = sumOf(coverage.syncs, (sync) => sync.throttled);
  return (
    <div className="flex flex-wrap gap-x-3 text-subtle text-xs">
      <span>
        {t("coverage.read", {
          count: coverage.instances,
          read: number(coverage.read),
          total: number(coverage.instances),
        })}
      </span>
      <VisibilityNote visibility={coverage.visibility} />
      {throttled > 0 && (
        <span className="text-warn">
          <TriangleAlert aria-hidden className="me-1 inline size-3.5" />
          {t("coverage.throttled", { count: throttled, number: number(throttled) })}
        </span>
      )}
      {coverage.unconfirmed > 0 && (
        <span className="text-warn">
          <TriangleAlert aria-hidden className="me-1 inline size-3.5" />
          {t("coverage.unconfirmed", { count: coverage.unconfirmed })}
        </span>
      )}
      {coverage.failed.length > 0 && (
        <details className="print-open">
          <summary className="text-warn">
            <TriangleAlert aria-hidden className="me-1 inline size-3.5" />
            {t("coverage.unread", {
              count: coverage.failed.length,
            })}
          </summary>
          <RetryUnread failed={coverage.failed} />
          <ul className="mt-1 ms-4">
            {coverage.failed.map(({ connection, instanceId, instanceName, code, requestId }) => (
              <li key={`${connection}/${instanceId}`}>
                <Link to={paths.instance(connection, instanceId)} className="text-text underline">
                  {instanceName ?? instanceId}
                </Link>{" "}
                <code className="font-mono">{code}</code>{" "}
                {requestId && (
                  <>
                    {t("problems.requestId")} <code className="font-mono">{requestId}</code>
                  </>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** Keeps the line's place while nothing is read; on a phone it takes two. */
export const CoveragePlace = () => <div className="min-h-4 max-sm:min-h-8" />;

/** How the reading goes, as terms and descriptions: how old, of what, at what cost, and when next. */
export function CoverageFacts({
  connection,
  coverage,
}: {
  connection: string;
  coverage: Coverage;
}) {
  const { t } = useTranslation();
  const { number, ago, clock } = useFormat();
  const now = useNow();
  const { visibility } = coverage;
  const syncs = useQuery(syncQuery(connection)).data?.syncs ?? [];
  const oldest = parseTime(coverage.oldestReadAt);
  const workspace = coverage.syncs[0]?.workspace ?? "ALL";
  const next = parseTime(syncs[0]?.nextAt ?? null);
  // What may not be seen whole is not counted for whoever asks either.
  const counted = syncs.length > 0 && !visibility.every(({ scope }) => scope === "limited");
  const facts = [
    oldest !== null && { term: t("coverage.oldestTerm"), text: ago(oldest, now) },
    {
      term: t("coverage.scopeTerm"),
      text: t("coverage.scopeText", {
        workspace:
          workspace === "ALL"
            ? t("coverage.allWorkspaces")
            : t("coverage.oneWorkspace", { id: workspace }),
      }),
    },
    counted && {
      term: t("coverage.callsTerm"),
      text: [
        t("coverage.callsPerMinute", { number: number(sumOf(syncs, (sync) => sync.perMinute)) }),
        t("coverage.callsSoFar", { number: number(sumOf(syncs, (sync) => sync.calls)) }),
      ].join(t("app.comma")),
    },
    counted && next !== null && { term: t("coverage.nextTerm"), text: clock(next) },
  ].filter((fact) => fact !== false);
  return facts.map(({ term, text }) => (
    <Fragment key={term}>
      <dt>{term}</dt>
      <dd className="tabular-nums">{text}</dd>
    </Fragment>
  ));
}

const sumOf = <Sync,>(syncs: readonly Sync[], of: (sync: Sync) => number) =>
  syncs.reduce((total, sync) => total + of(sync), 0);

/** The first reading of the account, while it goes on. */
export function SyncProgress({ coverage }: { coverage: Coverage }) {
  const { t } = useTranslation();
  const { number, duration } = useFormat();
  const sync = coverage.syncs.find(({ full }) => full !== null)?.full;
  if (!sync) return null;
  const total = Math.max(sync.total, coverage.instances);
  const progress = t("coverage.firstSyncProgress", {
    count: total,
    done: number(sync.done),
    total: number(total),
    calls: number(sync.calls),
  });
  return (
    <div className="border-line border-b bg-surface px-4 py-2 text-muted text-xs">
      <div className="flex flex-wrap gap-x-3">
        <span className="font-medium text-text">{t("coverage.firstSync")}</span>
        <span>{progress}</span>
        {sync.remainingMs !== null && (
          <span>{t("coverage.firstSyncRemaining", { duration: duration(sync.remainingMs) })}</span>
        )}
      </div>
      <progress
        aria-label={t("coverage.firstSync")}
        value={sync.done}
        max={Math.max(1, total)}
        className="mt-1.5 block h-1 w-full max-w-3xl appearance-none overflow-hidden rounded-sm bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  );
}
