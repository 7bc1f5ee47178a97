import { type RowData, useTable } from "@tanstack/react-table";
import { clsx } from "clsx";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListState } from "../links";
import { Skeleton } from "../ui/Skeleton";
import { BodyRow } from "./BodyRow";
import { type ColumnMeta, type Columns, features } from "./features";
import { HeaderCell } from "./HeaderCell";
import { rowDomId, useFocusBack } from "./row-focus";

export interface DataTableProps<Row extends RowData> {
  caption: string;
  columns: Columns<Row>;
  /** Undefined until the first answer. */
  rows: readonly Row[] | undefined;
  rowId: (row: Row) => string;
  state: Pick<ListState, "page" | "size" | "sort" | "order" | "hidden">;
  onSort: (column: string) => void;
  onOpen: (row: Row) => void;
  /** The row shown in the drawer; its row takes the focus back when the drawer closes. */
  openId?: string | undefined;
  /** The rows in view are of another page or an earlier search: dimmed until theirs come. */
  busy: boolean;
  /** Stands in the place of rows: nothing to show, or a failure. */
  instead: ReactNode;
  rowHeight: "h-10" | "h-12";
}

const noRows: never[] = [];

/**
 * The app's one table: real table semantics, sortable headers, rows that open and are walked with
 * the arrow keys. It sorts and pages nothing itself: that is done over the whole set by the server.
 */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowId, state, openId, busy, instead } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [reached, setReached] = useState<string>();

  const table = useTable({
    features,
    columns,
    data: rows ?? noRows,
    getRowId: rowId,
    manualSorting: true,
    state: {
      sorting: useMemo(
        () => [{ id: state.sort, desc: state.order === "desc" }],
        [state.sort, state.order],
      ),
      columnVisibility: useMemo(
        () => Object.fromEntries(state.hidden.map((column) => [column, false])),
        [state.hidden],
      ),
    },
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page starts at its top
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [state.page, state.size]);
  useFocusBack(openId, scroller);

  const bodyRows = table.getRowModel().rows;
  const headers = table.getHeaderGroups().flatMap((group) => group.headers);
  // One row is in the tab order: the one last walked to, else the open one, else the first.
  const inTabOrder =
    bodyRows.find((row) => row.id === reached) ??
    bodyRows.find((row) => row.id === openId) ??
    bodyRows[0];

  return (
    <div
      ref={scroller}
      className="relative overflow-x-auto bg-surface deck:min-h-0 deck:flex-1 deck:overflow-y-auto"
    >
      <table
        // What failed is not on its way.
        aria-busy={busy || (rows === undefined && instead === null)}
        className="w-full table-fixed border-separate border-spacing-0 md:min-w-[62rem]"
      >
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {headers.map(({ id, column }) => {
              const sorted = column.getIsSorted();
              return (
                <HeaderCell
                  key={id}
                  meta={column.columnDef.meta ?? { label: id }}
                  order={column.getCanSort() ? (sorted === false ? null : sorted) : undefined}
                  onSort={() => props.onSort(id)}
                />
              );
            })}
          </tr>
        </thead>
        <tbody className={clsx("transition-opacity", busy && "opacity-50 delay-100")}>
          {instead === null &&
            bodyRows.map((row) => (
              <BodyRow
                key={row.id}
                id={rowDomId(row.id)}
                reachable={row === inTabOrder}
                open={row.id === openId}
                onOpen={() => props.onOpen(row.original)}
                onFocus={() => setReached(row.id)}
              >
                {row.getVisibleCells().map((cell) => {
                  const { meta } = cell.column.columnDef;
                  const Cell = cell === row.getVisibleCells()[0] ? "th" : "td";
                  return (
                    <Cell
                      key={cell.id}
                      scope={Cell === "th" ? "row" : undefined}
                      className={clsx(
                        props.rowHeight,
                        "border-line border-b px-2 font-normal first:ps-4 last:pe-4",
                        meta?.align === "end" ? "pe-6 text-end" : "text-start",
                        !meta?.phone && "max-md:hidden",
                      )}
                    >
                      <table.FlexRender cell={cell} />
                    </Cell>
                  );
                })}
              </BodyRow>
            ))}
          {instead === null && rows === undefined && (
            <SkeletonRows
              count={state.size}
              metas={headers.map(({ column }) => column.columnDef.meta)}
              height={props.rowHeight}
            />
          )}
        </tbody>
      </table>
      {instead}
      {rows === undefined && instead === null && (
        <span className="sr-only">{t("list.loading")}</span>
      )}
    </div>
  );
}

/** Rows of the height the real ones will have, so that nothing jumps when they come. */
function SkeletonRows(props: {
  count: number;
  metas: readonly (ColumnMeta | undefined)[];
  height: string;
}) {
  return Array.from({ length: props.count }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: skeletons have no identity
    <tr key={row} aria-hidden>
      {props.metas.map((meta, column) => (
        <td
          // biome-ignore lint/suspicious/noArrayIndexKey: skeletons have no identity
          key={column}
          className={clsx(
            props.height,
            "border-line border-b px-2 first:ps-4 last:pe-4",
            !meta?.phone && "max-md:hidden",
            meta?.align === "end" && "pe-6 text-end",
          )}
        >
          <Skeleton className={column === 0 ? "w-3/5" : "w-2/5"} />
        </td>
      ))}
    </tr>
  ));
}
