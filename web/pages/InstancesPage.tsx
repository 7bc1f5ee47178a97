import { useQuery } from "@tanstack/react-query";
import { instanceExportPath } from "../api/exports";
import { instanceListQuery } from "../api/instances";
import { VisibilityNote } from "../coverage/VisibilityNote";
import { ExportMenu } from "../exports/ExportMenu";
import { useTranslation } from "../i18n/translation";
import { useInstanceColumns } from "../instances/columns";
import { InFlightFilter } from "../instances/InFlightFilter";
import { InstanceFilters } from "../instances/InstanceFilters";
import { isFiltered } from "../list/filters";
import { ListPage } from "../list/ListPage";
import { sortingOf } from "../list/sorting";
import { useListState } from "../list/useListState";
import { usePrefetchNext } from "../list/usePrefetchNext";
import { instanceParams, instanceSorts } from "../paths/instances";
import { ShareMenu } from "../share/ShareMenu";
import { PageTitle } from "./PageTitle";
import { PrintHead } from "./PrintHead";
import { useIds } from "./useIds";

const noFilters = { q: "", status: [], workspace: [], owner: [], latest: [], imageSize: [] };

/** The instances of a connection. */
export function Component() {
  const { t } = useTranslation();
  const { connection } = useIds();
  const [state, update] = useListState(instanceParams, "instances");
  const query = useQuery(instanceListQuery(connection, state));
  const scope = query.data?.facets?.visibility;
  usePrefetchNext(query, state, (next) => instanceListQuery(connection, next));

  return (
    <>
      <PageTitle parts={[t("instances.title"), connection]} />
      <PrintHead reading={query.data?.reading} />
      <div className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-4 bg-surface px-4 pt-1">
        <h1 className="font-semibold text-lg">{t("instances.title")}</h1>
        <InFlightFilter facets={query.data?.facets} state={state} onChange={update} />
        {scope !== undefined && (
          <div className="text-subtle text-xs">
            <VisibilityNote visibility={[{ connection, scope, workspace: null }]} />
          </div>
        )}
      </div>
      <ListPage
        table="instances"
        caption={t("instances.caption", { connection })}
        query={query}
        columns={useInstanceColumns(connection)}
        rowId={(row) => row.instanceId}
        list={connection + instanceParams.serialize({ ...state, hidden: [] })}
        rowHeight="h-12"
        state={state}
        update={update}
        sorting={sortingOf(state, instanceSorts, update)}
        onClear={isFiltered(state, noFilters) ? () => update(noFilters) : undefined}
        texts={{
          failed: t("instances.failed"),
          emptyTitle: t("instances.emptyTitle"),
          emptyHint: t("instances.emptyHint"),
          noneTitle: t("instances.noneTitle"),
          noneHint: t("instances.noneHint"),
        }}
        toolbar={{
          search: { label: t("instances.search"), hint: t("instances.searchHint") },
          filters: (
            <InstanceFilters
              connection={connection}
              known={query.data?.facets}
              state={state}
              onChange={update}
            />
          ),
          actions: (
            <>
              <ExportMenu hrefOf={(options) => instanceExportPath(connection, state, options)} />
              <ShareMenu />
            </>
          ),
          reading: query.data?.reading,
        }}
      />
    </>
  );
}
