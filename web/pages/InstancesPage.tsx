import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { instanceExportPath } from "../api/exports";
import { instanceListQuery } from "../api/instances";
import { ExportLinks } from "../exports/ExportLinks";
import { useInstanceColumns } from "../instances/columns";
import { InstanceFilters } from "../instances/InstanceFilters";
import { ColumnMenu } from "../list/ColumnMenu";
import { DataTable } from "../list/DataTable";
import { Freshness } from "../list/Freshness";
import { Pagination } from "../list/Pagination";
import { pageCount } from "../list/paging";
import { SortControl } from "../list/SortControl";
import { nextOrder } from "../list/sorting";
import { useListState } from "../list/useListState";
import { usePrefetchNext } from "../list/usePrefetchNext";
import { useTableFallback } from "../list/useTableFallback";
import { instanceParams, isInstanceSort } from "../paths/instances";
import { paths } from "../paths/paths";
import { ListStale } from "../problems/ListStale";
import { ShareMenu } from "../share/ShareMenu";
import { SearchField } from "../ui/SearchField";
import { Toolbar } from "../ui/Toolbar";
import { PageTitle } from "./PageTitle";
import { PrintHead } from "./PrintHead";
import { useIds } from "./useIds";

/** The instance picker as a page. */
export function Component() {
  const { t } = useTranslation();
  const { connection } = useIds();
  const navigate = useNavigate();
  const [state, update] = useListState(instanceParams, "instances");
  const query = useQuery(instanceListQuery(connection, state));
  const columns = useInstanceColumns(connection);
  const { data, isPlaceholderData } = query;

  const sort = (column: string, order = nextOrder(column, state)) => {
    if (isInstanceSort(column)) update({ sort: column, order });
  };
  const instead = useTableFallback({
    query,
    words: {
      failed: t("instances.failed"),
      emptyTitle: t("instances.emptyTitle"),
      emptyHint: t("instances.emptyHint"),
      noneTitle: t("instances.noneTitle"),
      noneHint: t("instances.noneHint"),
    },
    filtered: state.q !== "" || state.status.length > 0 || state.workspace.length > 0,
    onClear: () => update({ q: "", status: [], workspace: [] }),
    onFirstPage: () => update({ page: 1 }),
  });
  const settled = data !== undefined && !isPlaceholderData;
  usePrefetchNext(
    settled && state.page < pageCount(data.total, state.size)
      ? instanceListQuery(connection, { ...state, page: state.page + 1 })
      : null,
  );

  return (
    <>
      <PageTitle parts={[t("instances.title"), connection]} />
      <PrintHead readAt={data?.readAt} />
      <div className="flex h-12 shrink-0 items-center bg-surface px-4 pt-1">
        <h1 className="font-semibold text-lg">{t("instances.title")}</h1>
      </div>
      <Toolbar
        end={
          <>
            <ExportLinks hrefOf={(format) => instanceExportPath(connection, state, format)} />
            <ShareMenu />
            <Freshness
              readAt={data?.readAt}
              fetching={query.isFetching}
              onRefresh={() => void query.refetch()}
            />
          </>
        }
      >
        <SearchField
          label={t("instances.search")}
          hint={t("instances.searchHint")}
          value={state.q}
          onSearch={(q) => update({ q }, { replace: true })}
        />
        <InstanceFilters
          connection={connection}
          known={data?.facets}
          state={state}
          onChange={update}
        />
        <SortControl columns={columns} sort={state.sort} order={state.order} onSort={sort} />
        <ColumnMenu
          columns={columns}
          hidden={state.hidden}
          onChange={(hidden) => update({ hidden, page: state.page })}
        />
      </Toolbar>
      <ListStale query={query} />
      <DataTable
        caption={t("instances.caption", { connection })}
        columns={columns}
        rows={data?.items}
        rowId={(row) => row.instanceId}
        state={state}
        onSort={sort}
        onOpen={(row) => navigate(paths.instance(connection, row.instanceId))}
        busy={isPlaceholderData}
        instead={instead}
        rowHeight="h-12"
      />
      <Pagination
        page={state.page}
        size={state.size}
        total={data?.total}
        onPage={(page) => update({ page })}
        onSize={(size) => update({ size })}
      />
    </>
  );
}
