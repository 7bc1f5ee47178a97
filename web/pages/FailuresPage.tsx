import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { FailureGroup, FailureList } from "../../server/contract";
import { failureListQuery } from "../api/failures";
import { ConnectionChoice } from "../failures/ConnectionChoice";
import { CoverageLine, SweepProgress } from "../failures/CoverageLine";
import { DayChart } from "../failures/DayChart";
import { ExportLinks } from "../failures/ExportLinks";
import { FailureFilters } from "../failures/FailureFilters";
import { GroupItem } from "../failures/GroupItem";
import { GroupList } from "../failures/GroupList";
import { IncidentPanel } from "../failures/IncidentPanel";
import { PushTable } from "../failures/PushTable";
import { useFormat } from "../i18n/format";
import {
  everyConnection,
  type FailureState,
  failureSearch,
  links,
  readFailureSearch,
} from "../links";
import { ListStale } from "../problems/ListStale";
import { Freshness } from "../table/Freshness";
import { Pagination } from "../table/Pagination";
import { useListState } from "../table/useListState";
import { Toolbar } from "../ui/Toolbar";
import { PageTitle } from "./PageTitle";
import { useIds } from "./useIds";

/** What failed lately, everywhere on a connection: groups first, and the pushes of the one that is opened. */
export function Component() {
  const { t } = useTranslation();
  const { connection } = useIds();
  const everywhere = connection === everyConnection;
  const [state, update] = useListState(readFailureSearch, failureSearch);
  // The opened group stands above its pushes, as the list tells it; its own page is the pushes'.
  const opened = state.group !== "" || state.instance !== "";
  const query = useQuery(failureListQuery(connection, opened ? wholeList(state) : state));
  const { data } = query;
  const group = opened ? data?.groups.find((one) => isOpened(one, state)) : undefined;

  const hrefOf = (of: FailureGroup) =>
    links.failures(connection, {
      ...state,
      page: 1,
      ...(of.instanceId === null ? { group: of.key } : { instance: of.instanceId }),
    });

  return (
    <>
      <PageTitle
        parts={[t("failures.title"), everywhere ? t("failures.everywhere") : connection]}
      />
      <div className="flex flex-1 flex-col deck:min-h-0 deck:overflow-y-auto">
        <header className="bg-surface px-4 pt-3 pb-1">
          {opened && (
            <Link
              to={links.failures(connection, { ...state, page: 1, group: "", instance: "" })}
              className="rounded-sm text-soft text-xs hover:text-ink hover:underline"
            >
              {t("failures.back")}
            </Link>
          )}
          <div className="flex flex-wrap items-center gap-x-4">
            <h1 className="me-auto font-semibold text-lg">
              <Summary list={data} group={group} outcome={state.outcome} />
            </h1>
            <ConnectionChoice current={connection} state={state} />
            {!everywhere && <ExportLinks connection={connection} state={state} />}
            <Freshness
              readAt={data?.coverage.newestReadAt ?? undefined}
              fetching={query.isFetching}
              onRefresh={() => void query.refetch()}
            />
          </div>
          {data && <CoverageLine coverage={data.coverage} />}
          {data && state.outcome === "stuck" && <StuckLine stuck={data.stuck} />}
        </header>
        <Toolbar>
          <FailureFilters state={state} facets={data?.facets} onChange={update} />
        </Toolbar>
        {data && <SweepProgress coverage={data.coverage} />}
        <ListStale query={query} />
        {opened ? (
          <>
            {group && (
              <ul>
                <GroupItem group={group} href={hrefOf(group)} />
              </ul>
            )}
            {state.group !== "" && group && !everywhere && (
              <IncidentPanel connection={connection} state={state} />
            )}
            <PushTable connection={connection} state={state} onChange={update} />
          </>
        ) : (
          <>
            {data && data.days.length > 0 && <DayChart days={data.days} />}
            <GroupList
              query={query}
              state={state}
              hrefOf={hrefOf}
              onClear={() => update({ q: "", workspace: [], owner: [], registry: [], reason: [] })}
            />
          </>
        )}
      </div>
      {!opened && (
        <Pagination
          page={state.page}
          size={state.size}
          total={data?.total}
          onPage={(page) => update({ page })}
          onSize={(size) => update({ size })}
        />
      )}
    </>
  );
}

/** The list that an opened group is looked up in: the first hundred groups of its kind. */
const wholeList = (state: FailureState): FailureState => ({
  ...state,
  page: 1,
  size: 100,
  by: state.instance === "" ? "cause" : "instance",
});

const isOpened = (group: FailureGroup, state: FailureState) =>
  state.group === "" ? group.instanceId === state.instance : group.key === state.group;

/** The page's headline; a zero that is not known to be one does not say zero. */
function Summary(props: {
  list: FailureList | undefined;
  /** The opened one, which the headline is about then. */
  group: FailureGroup | undefined;
  outcome: FailureState["outcome"];
}) {
  const { list, group, outcome } = props;
  const { t } = useTranslation();
  const { number } = useFormat();
  if (!list) return t("failures.title");
  if (list.pushes === 0 && !list.coverage.complete) return t("failures.unknownTitle");
  return t(`failures.summary.${outcome}`, {
    count: group?.count ?? list.pushes,
    instances: number(group?.instances ?? list.instances),
  });
}

function StuckLine({ stuck }: { stuck: FailureList["stuck"] }) {
  const { t } = useTranslation();
  const { duration, number } = useFormat();
  return (
    <p className="text-faint text-xs">
      {t("failures.stuckAfter", { duration: duration(stuck.ms) })}{" "}
      {t(`failures.stuckBasis.${stuck.basis}`, { sample: number(stuck.sample) })}
    </p>
  );
}
