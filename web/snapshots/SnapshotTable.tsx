import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { snapshotExportPath } from "../api/exports";
import { snapshotChunkQuery, snapshotCountsQuery } from "../api/snapshots";
import { ExportLinks } from "../exports/ExportLinks";
import { useFormat } from "../i18n/format";
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
import { UpdatesButton } from "../live/UpdatesButton";
import { isSnapshotSort, snapshotParams } from "../paths/snapshots";
import { ListStale } from "../problems/ListStale";
import { ShareMenu } from "../share/ShareMenu";
import { SinceSharedBanner } from "../share/SinceSharedBanner";
import { snapshotsView } from "../share/shared-view";
import { SearchField } from "../ui/SearchField";
import { Toolbar } from "../ui/Toolbar";
import { useStatusAnnouncements } from "./changes";
import { useSnapshotColumns } from "./columns";
import { useDrawerLink } from "./drawer-navigation";
import { SnapshotStatusFilter } from "./SnapshotStatusFilter";
import { useSnapshotRows } from "./useSnapshotRows";

interface SnapshotTableProps {
  connection: string;
  instanceId: string;
  instanceName: string;
  /** The snapshot in the drawer. */
  openId: string | undefined;
  snapshotHref: (snapshotId: string) => string;
}

/** An instance's history with its controls; refreshes by itself while anything is in flight. */
export function SnapshotTable(props: SnapshotTableProps) {
  const { connection, instanceId, openId } = props;
  const { t } = useTranslation();
  const { number } = useFormat();
  const navigate = useNavigate();
  const [state, update] = useListState(snapshotParams, "snapshots");
  const history = useSnapshotRows(connection, instanceId, state, openId);
  const { query, rows } = history;
  const { data, isPlaceholderData } = query;
  // The whole history is only counted once the rows are on show, and only where they do not tell.
  const counted = useQuery({
    ...snapshotCountsQuery(connection, instanceId),
    enabled: data !== undefined && data.counts === null,
  });
  const columns = useSnapshotColumns(connection);
  const view = snapshotsView(connection, instanceId, state);
  const drawerLink = useDrawerLink();
  const marked = useStatusAnnouncements(
    rows,
    () => {
      // What was counted before no longer holds.
      if (counted.data !== undefined) void counted.refetch();
    },
    history.window.list,
  );

  const sort = (column: string, order = nextOrder(column, state)) => {
    if (isSnapshotSort(column)) update({ sort: column, order });
  };
  const instead = useTableFallback({
    query,
    words: {
      failed: t("snapshots.failed"),
      emptyTitle: t("snapshots.emptyTitle"),
      emptyHint: t("snapshots.emptyHint"),
      noneTitle: t("snapshots.noneTitle"),
      noneHint: t("snapshots.noneHint"),
    },
    size: state.size,
    filtered: state.q !== "" || state.status.length > 0,
    onClear: () => update({ q: "", status: [] }),
    onFirstPage: () => update({ page: 1 }),
  });
  const settled = data !== undefined && !isPlaceholderData;
  usePrefetchNext(
    settled && state.page < pageCount(data.total, state.size)
      ? snapshotChunkQuery(connection, instanceId, { ...state, page: state.page + 1 })
      : null,
  );
  const inFlight =
    data?.counts === null ? (counted.data?.inFlight ?? data.inFlight) : data?.inFlight;

  return (
    <>
      <Toolbar
        end={
          <>
            {inFlight !== undefined && inFlight > 0 && (
              <span className="flex items-center gap-1.5 pe-2 text-info text-xs">
                <span aria-hidden className="pulse size-1.5 rounded-full bg-current" />
                {t("snapshots.inFlight", { count: inFlight, shown: number(inFlight) })}
              </span>
            )}
            <UpdatesButton updates={history.updates} onApply={history.take} />
            <ExportLinks
              hrefOf={(format) => snapshotExportPath(connection, instanceId, state, format)}
            />
            <ShareMenu view={view} />
            <Freshness
              readAt={data?.readAt}
              fetching={history.fetching}
              onRefresh={history.refresh}
            />
          </>
        }
      >
        <SearchField
          label={t("snapshots.search")}
          hint={t("snapshots.searchHint")}
          value={state.q}
          onSearch={(q) => update({ q }, { replace: true })}
        />
        <SnapshotStatusFilter
          counts={data?.counts ?? counted.data?.counts}
          chosen={state.status}
          onChange={(status) => update({ status })}
        />
        <SortControl columns={columns} sort={state.sort} order={state.order} onSort={sort} />
        <ColumnMenu
          columns={columns}
          hidden={state.hidden}
          onChange={(hidden) => update({ hidden, page: state.page })}
        />
      </Toolbar>
      <ListStale query={history.notice} />
      <SinceSharedBanner view={view} />
      <DataTable
        caption={t("snapshots.caption", { instance: props.instanceName })}
        columns={columns}
        rows={rows}
        window={history.window}
        rowId={(row) => row.snapshotId}
        state={state}
        onSort={sort}
        onOpen={(row) => navigate(props.snapshotHref(row.snapshotId), drawerLink)}
        openId={openId}
        marked={marked}
        busy={isPlaceholderData}
        instead={instead}
        rowHeight="h-10"
      />
      <Pagination
        page={state.page}
        size={state.size}
        total={data?.total}
        onPage={(page) => update({ page })}
        onSize={(size) => update({ size })}
        onAll={() => update({ size: "all" })}
      />
    </>
  );
}
