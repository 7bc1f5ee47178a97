import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { FailureGroup, FailureList } from "../../server/contract";
import { failureExportPath } from "../api/exports";
import { failureListQuery, isListing } from "../api/failures";
import { incidentReportQuery } from "../api/incident-report";
import { ConnectionChoice } from "../connections/ConnectionChoice";
import { CoverageLine, SyncProgress } from "../coverage/CoverageLine";
import { ExportLinks } from "../exports/ExportLinks";
import { DayChart } from "../failures/DayChart";
import { FailureFilters, noFilters } from "../failures/FailureFilters";
import { FailureTable } from "../failures/FailureTable";
import { GroupItem } from "../failures/GroupItem";
import { GroupList } from "../failures/GroupList";
import { useLastVisit } from "../failures/last-visit";
import { NotificationSwitch } from "../failures/NotificationSwitch";
import { useFormat } from "../i18n/format";
import { IncidentReportPanel } from "../incident-report/IncidentReportPanel";
import { Freshness } from "../list/Freshness";
import { ListStale } from "../list/ListStale";
import { Pagination } from "../list/Pagination";
import { useListState } from "../list/useListState";
import { UpdatesButton } from "../live/UpdatesButton";
import { isSettled, useDeferredRows } from "../live/useDeferredRows";
import { type FailureState, failureParams } from "../paths/failures";
import { allConnections, paths } from "../paths/paths";
import { ShareMenu } from "../share/ShareMenu";
import { SinceSharedBanner } from "../share/SinceSharedBanner";
import { failuresView } from "../share/shared-view";
import { zeroDoubt } from "../status/zero-doubt";
import { Toolbar } from "../ui/Toolbar";
import { PageTitle } from "./PageTitle";
import { PrintHead } from "./PrintHead";
import { useIds } from "./useIds";

/** What failed lately, everywhere on a connection: groups first, and the pushes of the one that is opened. */
export function Component() {
  const { t } = useTranslation();
  const { connection } = useIds();
  const everywhere = connection === allConnections;
  const [state, update] = useListState(failureParams);
  const since = useLastVisit(connection);
  const query = useQuery(failureListQuery(connection, state, since));
  const { data } = query;
  // During the first sync the groups still change their order.
  const settled = isSettled(query) && data?.coverage.complete === true;
  const deferred = useDeferredRows(
    data?.groups,
    keyOf,
    failureParams.serialize(state) + connection,
    settled,
  );
  const opened = state.group !== "" || state.instance !== "";
  const group = data?.opened ?? undefined;
  const fresh = state.outcome === "failed" ? (data?.fresh ?? 0) : 0;

  const view = failuresView(connection, state);
  const to = (change: Partial<FailureState>) =>
    paths.failures(connection, { ...state, page: 1, ...change });
  const hrefOf = ({ key, instanceId }: FailureGroup) =>
    to(instanceId === null ? { group: key } : { instance: instanceId });
  const ofDay = (day: string) =>
    paths.failures(connection, { ...failureParams.defaults, from: day, to: day, by: "push" });

  return (
    <>
      <PageTitle
        parts={[
          fresh > 0 ? `(${fresh}) ${t("failures.title")}` : t("failures.title"),
          everywhere ? t("connections.all") : connection,
        ]}
      />
      <div className="flex flex-1 flex-col desktop:min-h-0 desktop:overflow-y-auto print:block">
        <PrintHead readAt={data?.coverage.newestReadAt} />
        <header className="bg-surface px-4 pt-3 pb-1">
          {opened && (
            <Link
              to={to({ group: "", message: "", instance: "" })}
              className="rounded-sm text-muted text-xs hover:text-text hover:underline print:hidden"
            >
              {t("failures.back")}
            </Link>
          )}
          <div className="flex flex-wrap items-center gap-x-4">
            <h1 className="me-auto font-semibold text-lg">
              <Summary
                list={data}
                group={group}
                outcome={state.outcome}
                href={isListing(state) ? undefined : to({ by: "push" })}
              />
            </h1>
            {!isListing(state) && (
              <UpdatesButton updates={deferred.updates} onApply={deferred.apply} />
            )}
            <ConnectionChoice current={connection} state={state} />
            <ExportLinks hrefOf={(format) => failureExportPath(connection, state, format)} />
            <ShareMenu view={view} />
            <NotificationSwitch fresh={data?.fresh} />
            <Freshness
              readAt={data?.coverage.newestReadAt ?? undefined}
              fetching={query.isFetching}
              onRefresh={() => void query.refetch().then(deferred.apply)}
            />
          </div>
          {data && <CoverageLine coverage={data.coverage} />}
          {data && state.outcome === "stuck" && <StuckLine stuck={data.stuck} />}
        </header>
        <Toolbar>
          <FailureFilters state={state} facets={data?.facets} onChange={update} />
        </Toolbar>
        {data && <SyncProgress coverage={data.coverage} />}
        <ListStale query={query} />
        <SinceSharedBanner view={view} />
        {isListing(state) ? (
          <>
            {group && (
              <ul>
                <GroupItem group={group} href={hrefOf(group)} />
              </ul>
            )}
            {state.group !== "" && group && (
              <IncidentReportPanel queryOf={(how) => incidentReportQuery(connection, state, how)} />
            )}
            <FailureTable connection={connection} state={state} update={update} />
          </>
        ) : (
          <>
            {data && data.bins.length > 0 && <DayChart days={data.bins} hrefOf={ofDay} />}
            <GroupList
              query={query}
              groups={deferred.rows}
              state={state}
              hrefOf={hrefOf}
              onClear={() => update(noFilters)}
            />
          </>
        )}
      </div>
      {!isListing(state) && <Pagination state={state} total={data?.total} update={update} />}
    </>
  );
}

const keyOf = ({ key }: FailureGroup) => key;

/** The page's headline; it does not say zero while that is not known. */
function Summary(props: {
  list: FailureList | undefined;
  /** The opened group, which the headline is then about. */
  group: FailureGroup | undefined;
  outcome: FailureState["outcome"];
  /** Where exactly the pushes it counts are listed; undefined where they already are. */
  href: string | undefined;
}) {
  const { list, group, outcome, href } = props;
  const { t } = useTranslation();
  const { number } = useFormat();
  if (!list) return t("failures.title");
  const doubt = list.pushes === 0 ? zeroDoubt(list.coverage) : null;
  if (doubt !== null) return t(`coverage.zero.${doubt}.title`);
  const summary = t(`failures.summary.${outcome}`, {
    count: group?.count ?? list.pushes,
    instances: number(group?.instances ?? list.instances),
  });
  if (href === undefined || list.pushes === 0) return summary;
  return (
    <Link to={href} className="rounded-sm underline-offset-4 hover:underline">
      {summary}
    </Link>
  );
}

function StuckLine({ stuck }: { stuck: FailureList["stuck"] }) {
  const { t } = useTranslation();
  const { duration, number } = useFormat();
  return (
    <p className="text-subtle text-xs">
      {t("failures.stuckAfter", { duration: duration(stuck.ms) })}{" "}
      {t(`failures.stuckBasis.${stuck.basis}`, { sample: number(stuck.sample) })}
    </p>
  );
}
