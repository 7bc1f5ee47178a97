import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { lazy, Suspense, useEffect } from "react";
import type { FailureGroup } from "../../server/contract";
import { failureExportPath } from "../api/exports";
import { failureListQuery, failureSnapshotsQuery } from "../api/failures";
import { CoverageFacts, CoverageLine, CoveragePlace, SyncProgress } from "../coverage/CoverageLine";
import { ExportMenu } from "../exports/ExportMenu";
import { FailureFilters, noFilters } from "../failures/FailureFilters";
import { FailureSummary, StuckLine } from "../failures/FailureSummary";
import { FireLine } from "../failures/FireLine";
import { GroupControls } from "../failures/GroupControls";
import { GroupItem } from "../failures/GroupItem";
import { GroupList } from "../failures/GroupList";
import { GroupTriage } from "../failures/GroupTriage";
import { useLastVisit } from "../failures/last-visit";
import { NotificationSwitch } from "../failures/NotificationSwitch";
import { HiddenGroups } from "../failures/TriageFilter";
import { useTimeZone, zoneName } from "../i18n/time-zone";
import { useTranslation } from "../i18n/translation";
import { Freshness } from "../list/Freshness";
import { ListStale } from "../list/ListStale";
import { Pagination } from "../list/Pagination";
import { useListState } from "../list/useListState";
import { UpdatesButton } from "../live/UpdatesButton";
import { isSettled, useDeferredRows } from "../live/useDeferredRows";
import {
  type FailureState,
  failureParams,
  isListing,
  isNarrowed,
  nothingOpened,
} from "../paths/failures";
import { allConnections, paths } from "../paths/paths";
import { parsePushId } from "../paths/push";
import { ShareMenu } from "../share/ShareMenu";
import { SinceSharedBanner } from "../share/SinceSharedBanner";
import { failuresView } from "../share/shared-view";
import { keepSearch, lastSearch } from "../state/last-search";
import { Link } from "../ui/Link";
import { late, useLate } from "../ui/late";
import { Toolbar } from "../ui/Toolbar";
import { PageTitle } from "./PageTitle";
import { PrintHead } from "./PrintHead";
import { useIds } from "./useIds";

const PushDrawer = lazy(() => import("./PushDrawer"));
const pushes = late(() => import("./FailurePushes"));
const charts = late(() => import("../failures/FailureCharts"));

/** What failed lately, everywhere on a connection: groups first, and the pushes of the one that is opened. */
export function Component() {
  const { t } = useTranslation();
  const { connection } = useIds();
  const everywhere = connection === allConnections;
  const [state, set] = useListState(failureParams);
  // Whatever changes the list closes the drawer over it.
  const update: typeof set = (change, options) => set({ push: "", ...change }, options);
  const push = parsePushId(state.push);
  const since = useLastVisit(connection);
  const query = useQuery(failureListQuery(connection, state, since, zoneName(useTimeZone())));
  const { data } = query;
  const Pushes = useLate(pushes, isListing(state))?.FailurePushes;
  // What is opened next is fetched once the groups are there.
  const isRead = data !== undefined;
  useEffect(() => {
    if (isRead) void pushes.fetch();
  }, [isRead]);
  const Charts = useLate(charts, !isListing(state))?.FailureCharts;
  // During the first sync the groups still change their order.
  const settled = isSettled(query) && data?.coverage.complete === true;
  const deferred = useDeferredRows(
    data?.groups,
    keyOf,
    failureParams.serialize({ ...state, push: "" }) + connection,
    settled,
  );
  const opened = state.group !== "" || state.instance !== "";
  const group = data?.opened ?? undefined;
  // The same as the table's own query.
  const rows = useQuery({
    ...failureSnapshotsQuery(connection, state),
    enabled: state.group !== "" && isNarrowed(state),
  });
  const fresh = state.outcome === "failed" ? (data?.fresh ?? 0) : 0;

  const view = failuresView(connection, { ...state, push: "" });
  const to = (change: Partial<FailureState>) =>
    paths.failures(connection, { ...state, page: 1, push: "", ...change });
  // The page of groups that was opened from, where they are still narrowed to the same.
  const groups = paths.failures(connection);
  const before = failureParams.parse(new URLSearchParams(lastSearch(groupsKey(groups))));
  const samePage = (one: FailureState) => failureParams.serialize({ ...one, page: 1, by: "cause" });
  const isSame = samePage(before) === samePage({ ...state, ...nothingOpened });
  const groupsHref = isSame ? paths.failures(connection, before) : to(nothingOpened);
  useEffect(() => {
    if (!opened) keepSearch(groupsKey(groups), failureParams.serialize({ ...state, push: "" }));
  }, [opened, groups, state]);
  const hrefOf = ({ key, instanceId, registry }: FailureGroup) => {
    if (instanceId !== null) return to({ instance: instanceId });
    return to(
      registry === null ? { ...nothingOpened, group: key } : { registry: [registry], by: "push" },
    );
  };
  const triageOf = (of: FailureGroup) =>
    data?.triage && (
      <GroupTriage
        connection={connection}
        group={of}
        mayChange={data.triage.mayChange}
        onChanged={deferred.apply}
      />
    );

  return (
    <>
      {push === null && (
        <PageTitle
          parts={[
            fresh > 0 ? `(${fresh}) ${t("failures.title")}` : t("failures.title"),
            everywhere ? t("connections.all") : connection,
          ]}
        />
      )}
      <div
        className={clsx(
          "relative flex flex-1 flex-col desktop:min-h-0 desktop:scroll-py-4 desktop:overflow-y-auto print:block print:pe-0",
          push !== null && "md:pe-panel",
        )}
      >
        <PrintHead reading={data?.reading} />
        <header className="bg-surface px-4 pt-3 pb-1">
          {opened && (
            <Link
              to={groupsHref}
              className="rounded-sm text-muted text-xs hover:text-text hover:underline print:hidden"
            >
              {t("failures.back")}
            </Link>
          )}
          <div className="flex flex-wrap items-center gap-x-4">
            {/* Until its line is there it has the place of one, as what stands below has. */}
            <h1 className={clsx("me-auto font-semibold text-lg", !data && "min-w-64")}>
              <FailureSummary
                list={data}
                group={group}
                listed={isNarrowed(state) && !rows.isPlaceholderData ? rows.data?.total : undefined}
                outcome={state.outcome}
                href={isListing(state) ? undefined : to({ by: "push" })}
              />
            </h1>
            {!isListing(state) && (
              <UpdatesButton updates={deferred.updates} onApply={deferred.apply} />
            )}
            <div className="ms-auto flex flex-wrap items-center justify-end gap-x-3">
              <ExportMenu hrefOf={(options) => failureExportPath(connection, state, options)} />
              <ShareMenu view={view} />
              <NotificationSwitch fresh={data?.fresh} />
              <Freshness
                reading={data?.reading}
                fetching={query.isFetching}
                onRefresh={() => void query.refetch().then(deferred.apply)}
                facts={data && <CoverageFacts connection={connection} coverage={data.coverage} />}
              />
            </div>
          </div>
          {data ? <CoverageLine coverage={data.coverage} /> : <CoveragePlace />}
          {data && state.outcome === "stuck" && <StuckLine stuck={data.stuck} />}
        </header>
        {state.outcome === "failed" && !opened && <FireLine connection={connection} />}
        <Toolbar>
          <FailureFilters state={state} facets={data?.facets} onChange={update} />
        </Toolbar>
        {data && <SyncProgress coverage={data.coverage} />}
        <ListStale query={query} />
        <SinceSharedBanner view={view} />
        {!data && !isListing(state) && <div className="min-h-32.75 shrink-0" />}
        {data && data.bins.length > 0 && !isListing(state) && (
          <div className="min-h-32.75 shrink-0">
            {Charts && <Charts list={data} outcome={state.outcome} narrow={to} />}
          </div>
        )}
        {!opened && <GroupControls state={state} triage={data?.triage ?? null} onChange={update} />}
        {isListing(state) ? (
          <>
            {group && (
              <ul>
                <GroupItem
                  group={group}
                  href={hrefOf(group)}
                  outcome={state.outcome}
                  narrow={to}
                  triage={triageOf(group)}
                  opened
                />
              </ul>
            )}
            {Pushes ? (
              <Pushes
                connection={connection}
                group={state.group === "" ? undefined : group}
                state={state}
                update={update}
                narrow={to}
              />
            ) : (
              <div aria-busy />
            )}
          </>
        ) : (
          <>
            <GroupList
              query={query}
              groups={deferred.rows}
              state={state}
              hrefOf={hrefOf}
              narrow={to}
              triageOf={triageOf}
              onClear={() => update(noFilters)}
              onPage={(page) => update({ page })}
            />
            {data?.triage && state.triage === "active" && (
              <HiddenGroups counts={data.triage.counts} href={to({ triage: "all" })} />
            )}
          </>
        )}
      </div>
      {!isListing(state) && <Pagination state={state} total={data?.total} update={update} />}
      {push !== null && (
        <Suspense>
          <PushDrawer connection={connection} state={state} push={push} />
        </Suspense>
      )}
    </>
  );
}

const keyOf = ({ key }: FailureGroup) => key;

/** The groups are kept apart from what is opened of them, which has the same path. */
const groupsKey = (pathname: string) => `${pathname}#groups`;
