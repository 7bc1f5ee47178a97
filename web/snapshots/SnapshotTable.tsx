import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { InstanceImage, Snapshot } from "../../server/contract";
import { snapshotChunkQuery, snapshotCountsQuery } from "../api/snapshots";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { isFiltered } from "../list/filters";
import { ListPage } from "../list/ListPage";
import { sortingOf } from "../list/sorting";
import { usePrefetchNext } from "../list/usePrefetchNext";
import { UpdatesButton } from "../live/UpdatesButton";
import { type SnapshotListState, snapshotSorts } from "../paths/snapshots";
import { useStatusAnnouncements } from "./changes";
import { useSnapshotColumns } from "./columns";
import { SnapshotStatusFilter } from "./SnapshotStatusFilter";
import { useSnapshotRows } from "./useSnapshotRows";

interface SnapshotTableProps {
  connection: string;
  instanceId: string;
  instanceName: string;
  /** The snapshot in the drawer. */
  openId: string | undefined;
  /** What is known of the images, by snapshot id. */
  images: ReadonlyMap<string, InstanceImage>;
  state: SnapshotListState;
  update: (change: Partial<SnapshotListState>, options?: { replace: boolean }) => void;
  /** What can be done with the list as a whole. */
  actions: ReactNode;
  /** What can be done with selected snapshots. */
  selectionActions: (rows: readonly Snapshot[]) => ReactNode;
  /** Between the toolbar and the rows. */
  notice: ReactNode;
}

const noFilters = { q: "", status: [] };

/** An instance's history with its controls; refreshes by itself while anything is in flight. */
export function SnapshotTable(props: SnapshotTableProps) {
  const { connection, instanceId, openId, state, update } = props;
  const { t } = useTranslation();
  const history = useSnapshotRows(connection, instanceId, state, openId);
  const { query, rows } = history;
  const { data } = query;
  // The whole history is only counted once the rows are on show, and where their answer has no counts.
  const counted = useQuery({
    ...snapshotCountsQuery(connection, instanceId),
    enabled: data !== undefined && data.counts === null,
  });
  const marked = useStatusAnnouncements(
    rows,
    () => {
      // What was counted before is out of date.
      if (counted.data !== undefined) void counted.refetch();
    },
    history.window.list,
  );
  usePrefetchNext(query, state, (next) => snapshotChunkQuery(connection, instanceId, next));
  const inFlight =
    data?.counts === null ? (counted.data?.inFlight ?? data.inFlight) : data?.inFlight;

  return (
    <ListPage
      table="snapshots"
      caption={t("snapshots.caption", { instance: props.instanceName })}
      query={query}
      list={history.window.list}
      rows={rows}
      window={history.window}
      columns={useSnapshotColumns(connection, props.images)}
      rowId={(row) => row.snapshotId}
      rowHeight="h-10"
      openId={openId}
      marked={marked}
      state={state}
      update={update}
      onAll={() => update({ size: "all" })}
      sorting={sortingOf(state, snapshotSorts, update)}
      onClear={isFiltered(state, noFilters) ? () => update(noFilters) : undefined}
      texts={{
        failed: t("snapshots.failed"),
        emptyTitle: t("snapshots.emptyTitle"),
        emptyHint: t("snapshots.emptyHint"),
        noneTitle: t("snapshots.noneTitle"),
        noneHint: t("snapshots.noneHint"),
      }}
      toolbar={{
        search: { label: t("snapshots.search"), hint: t("snapshots.searchHint") },
        filters: (
          <SnapshotStatusFilter
            counts={data?.counts ?? counted.data?.counts}
            chosen={state.status}
            onChange={(status) => update({ status })}
          />
        ),
        actions: (
          <>
            {inFlight !== undefined && inFlight > 0 && <InFlight count={inFlight} />}
            <UpdatesButton updates={history.updates} onApply={history.apply} />
            {props.actions}
          </>
        ),
        reading: data?.reading,
      }}
      notice={props.notice}
      selection={{
        list: [connection, instanceId, state.q, ...state.status].join("\n"),
        nameOf: (row) => row.snapshotName ?? row.snapshotId,
        idOf: (row) => row.snapshotId,
        actions: props.selectionActions,
      }}
    />
  );
}

function InFlight({ count }: { count: number }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap pe-2 text-info text-xs tabular-nums">
      <span aria-hidden className="pulse size-1.5 rounded-full bg-current" />
      {t("snapshots.inFlight", { count, shown: number(count) })}
    </span>
  );
}
