import type { RowData } from "@tanstack/react-table";
import { clsx } from "clsx";
import { type ReactNode, useRef } from "react";
import { UpdatesButton } from "../live/UpdatesButton";
import { isSettled, useDeferredRows } from "../live/useDeferredRows";
import type { PageSize } from "../paths/list-state";
import { columnWidthsOf, type TableName } from "./column-widths";
import { DataTable, type DataTableProps } from "./DataTable";
import { ListStale } from "./ListStale";
import { ListToolbar, type ListToolbarContent } from "./ListToolbar";
import type { ListPageData, ListQuery } from "./list-query";
import { isLong } from "./long-page";
import { Pagination } from "./Pagination";
import { selectColumnRem } from "./SelectCell";
import { SelectionBar } from "./SelectionBar";
import { SortControl } from "./SortControl";
import { useColumnFit } from "./useColumnFit";
import { useSelection } from "./useSelection";
import { type FallbackTexts, useTableFallback } from "./useTableFallback";

/** What every list keeps in the address. */
interface ListPageState {
  page: number;
  size: PageSize;
  q: string;
  hidden?: readonly string[];
}

/** A change of the state by the list's own controls. */
type ListPageChange =
  | { page: number }
  | { size: number }
  | { q: string }
  | { hidden: readonly string[]; page: number };

interface ListPageProps<Row>
  extends Pick<
    DataTableProps<Row>,
    "caption" | "columns" | "rowId" | "rowHeight" | "sorting" | "openId" | "window" | "inPage"
  > {
  query: ListQuery<ListPageData<Row>>;
  /** Which table it is: each keeps its own widths of columns. */
  table: TableName;
  /** Names the list: rows of the same one stay where they are while it refreshes by itself. */
  list: string;
  /** Where the caller itself keeps the rows in their places. */
  rows?: readonly Row[] | undefined;
  marked?: ReadonlySet<string>;
  state: ListPageState;
  update: (change: ListPageChange, options?: { replace: boolean }) => void;
  texts: FallbackTexts;
  /** Clears the filters; undefined while none is in force. */
  onClear?: (() => void) | undefined;
  /** Absent where the list is a part of a page that has its own. */
  toolbar?: ListToolbarContent;
  /** Between the toolbar and the rows: how far the data has come, what has changed since. */
  progress?: ReactNode;
  notice?: ReactNode;
  /** Shown in place of rows whatever the query says. */
  fallback?: ReactNode;
  /** Where it is given, the list also shows all its rows on one page. */
  onAll?: () => void;
  selection?: ListSelection<Row>;
}

/** How rows of a list are selected. */
interface ListSelection<Row> {
  /** Names what the filters let through: rows stay selected as long as it is the same. */
  list: string;
  nameOf: (row: Row) => string;
  /** What is copied of each. */
  idOf: (row: Row) => string;
  /** What can be done with the selected rows beside copying their ids. */
  actions: (rows: readonly Row[]) => ReactNode;
}

/** A list: its controls, its rows or what is shown in their place, and its pages. */
export function ListPage<Row extends RowData>(props: ListPageProps<Row>) {
  const { query, state, update, toolbar, rowId, window, selection } = props;
  const { page, size, hidden } = state;
  const scroller = useRef<HTMLDivElement>(null);
  const widths = columnWidthsOf(props.table);
  const { available, dropped } = useColumnFit(
    scroller,
    props.columns,
    hidden,
    props.sorting?.by,
    widths.use(),
    selection && selectColumnRem,
  );
  const sortsOutOfView = props.columns.some(
    ({ id, sorts }) => sorts !== undefined && dropped.has(id),
  );
  const fallback = useTableFallback({
    query,
    texts: props.texts,
    size,
    onClear: props.onClear,
    onPage: (target) => update({ page: target }),
  });
  const deferred = useDeferredRows(
    props.window ? undefined : query.data?.items,
    props.rowId,
    props.list,
    isSettled(query),
  );
  const rows = window ? props.rows : deferred.rows;
  const selected = useSelection(
    selection?.list ?? "",
    rows?.map((row, at) => ({ id: rowId(row), row, place: window?.indexes[at] ?? at })),
    !isLong(window),
    selection !== undefined,
  );
  // A refresh by hand may move rows.
  const refresh = async () => {
    await query.refetch();
    deferred.apply();
  };
  const updates = <UpdatesButton updates={deferred.updates} onApply={deferred.apply} />;
  return (
    <>
      {toolbar && (
        <ListToolbar
          content={toolbar}
          updates={updates}
          columns={props.columns}
          dropped={dropped}
          state={state}
          update={update}
          sorting={props.sorting}
          fetching={query.isFetching}
          onRefresh={() => void refresh()}
        />
      )}
      {props.progress}
      <ListStale query={query} />
      {props.notice}
      {!toolbar && props.sorting && (
        <div className={clsx("bg-surface px-4 py-1 print:hidden", !sortsOutOfView && "md:hidden")}>
          <SortControl columns={props.columns} dropped={dropped} sorting={props.sorting} />
        </div>
      )}
      {!toolbar && (
        // Over the header, since a line of its own would move the rows.
        <div className="relative">
          <div className="absolute end-4 top-0.5 z-menu">{updates}</div>
        </div>
      )}
      <DataTable
        {...props}
        scroller={scroller}
        available={available}
        dropped={dropped}
        widths={widths}
        rows={rows}
        selection={selection && { ...selected.rows, nameOf: selection.nameOf }}
        page={page}
        size={size}
        hidden={hidden}
        busy={query.isPlaceholderData}
        fallback={props.fallback || fallback}
      />
      <Pagination state={state} total={query.data?.total} update={update} onAll={props.onAll}>
        {selection && selected.chosen.length > 0 && (
          <SelectionBar
            count={selected.chosen.length}
            ids={() => selected.chosen.map(selection.idOf).join("\n")}
            onClear={() => {
              // The button goes with what it clears.
              scroller.current?.querySelector<HTMLElement>("tbody tr[tabindex='0']")?.focus();
              selected.clear();
            }}
          >
            {selection.actions(selected.chosen)}
          </SelectionBar>
        )}
      </Pagination>
    </>
  );
}
