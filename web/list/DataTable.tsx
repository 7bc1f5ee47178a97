import { type RowData, useTable } from "@tanstack/react-table";
import { clsx } from "clsx";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ListState, PageSize } from "../paths/list-state";
import { useDensity } from "../settings/settings";
import { HeaderCell } from "./HeaderCell";
import { PlainRows, SkeletonRows, VirtualRows } from "./Rows";
import { rowDomId, useFocusBack } from "./row-focus";
import { type Columns, features } from "./table-features";
import { isVirtual, useVirtualRows, type VirtualRowsInput } from "./virtual-rows";

export interface DataTableProps<Row extends RowData> {
  caption: string;
  columns: Columns<Row>;
  /** Undefined until the first answer. */
  rows: readonly Row[] | undefined;
  rowId: (row: Row) => string;
  /** Where `rows` are only some of the page's, for pages of many rows. */
  window?: VirtualRowsInput;
  state: Pick<ListState, "page" | "sort" | "order" | "hidden"> & { size: PageSize };
  onSort: (column: string) => void;
  onOpen: (row: Row) => void;
  /** Rows that changed under the reader's eyes, by id. */
  marked?: ReadonlySet<string>;
  /** The row shown in the drawer; its row takes the focus back when the drawer closes. */
  openId?: string | undefined;
  /** The rows in view are of another page or an earlier search: dimmed until theirs come. */
  busy: boolean;
  /** Stands in the place of rows: nothing to show, or a failure. */
  instead: ReactNode;
  rowHeight: "h-10" | "h-12";
}

const noRows: never[] = [];
const noneMarked: ReadonlySet<string> = new Set();

/** A finger needs its room whatever the density. */
const heights = {
  roomy: { "h-10": "h-10", "h-12": "h-12" },
  compact: { "h-10": "h-10 md:h-7.5", "h-12": "h-12 md:h-9" },
} as const;
const longPageHeights = { roomy: "h-16 md:h-10", compact: "h-16 md:h-7.5" } as const;
/** As many as fill a tall window. */
const skeletonsOfManyRows = 50;

/**
 * The app's one table: real table semantics, sortable headers, rows that open and are walked with
 * the arrow keys. It sorts and pages nothing itself: that is done over the whole set by the server.
 */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowId, state, openId, busy, instead } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const bodyElement = useRef<HTMLTableSectionElement>(null);

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

  const page = isVirtual(props.window) ? props.window : undefined;
  const density = useDensity();
  // On a phone the first cell tells up to three lines; rows of a long page are all of one height.
  const height = page ? longPageHeights[density] : heights[density][props.rowHeight];
  const rowWindow = useVirtualRows(page, scroller, height);
  const bodyRows = table.getRowModel().rows;
  const headers = table.getHeaderGroups().flatMap((group) => group.headers);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the headers follow from these two
  const metas = useMemo(
    () => headers.map(({ column }) => column.columnDef.meta),
    [columns, state.hidden],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page starts at its top
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [state.page, state.size, props.window?.list]);

  const rowElement = (id: string) => document.getElementById(rowDomId(id));
  const moveTo = (index: number) =>
    page ? rowWindow.moveTo(index) : bodyElement.current?.rows[index]?.focus();
  const lastOpen = useRef(-1);
  useEffect(() => {
    if (page && openId !== undefined) lastOpen.current = page.openIndex;
  }, [page, openId]);
  useFocusBack(openId, {
    reveal(id) {
      if (!page) rowElement(id)?.scrollIntoView({ block: "nearest" });
      else if (page.openIndex >= 0) rowWindow.reveal(page.openIndex);
    },
    focus(id) {
      const row = rowElement(id);
      if (row && !page) row.focus();
      else if (page) moveTo(lastOpen.current >= 0 ? lastOpen.current : rowWindow.tabIndex);
      else moveTo(0);
    },
  });

  const shared = {
    rows: bodyRows,
    height,
    openId,
    marked: props.marked ?? noneMarked,
    onOpen: props.onOpen,
    onMove: moveTo,
  };
  return (
    <div
      ref={scroller}
      className={clsx(
        "list-on-paper relative overflow-x-auto bg-surface desktop:min-h-0 desktop:flex-1 desktop:overflow-y-auto print:overflow-visible",
        // A page of many rows scrolls in its box on a phone too, so that what is around it stays near.
        page &&
          "h-[80dvh] overflow-y-auto [overflow-anchor:none] desktop:h-auto print:h-auto print:overflow-visible",
      )}
    >
      <table
        // What failed is not on its way.
        aria-busy={busy || (rows === undefined && instead === null)}
        aria-rowcount={page ? page.count + 1 : undefined}
        className="w-full table-fixed border-separate border-spacing-0 md:min-w-[62rem] print:min-w-0"
      >
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr aria-rowindex={page ? 1 : undefined}>
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
        <tbody
          ref={bodyElement}
          className={clsx("transition-opacity", busy && "opacity-50 delay-100 print:opacity-100")}
        >
          {instead === null && !page && <PlainRows {...shared} />}
          {instead === null && page && (
            <VirtualRows
              {...shared}
              page={page}
              layout={rowWindow.layout}
              tabIndex={rowWindow.tabIndex}
              onReach={rowWindow.reach}
              metas={metas}
            />
          )}
          {instead === null && rows === undefined && (
            <SkeletonRows
              count={state.size === "all" || state.size > 100 ? skeletonsOfManyRows : state.size}
              metas={metas}
              height={height}
            />
          )}
        </tbody>
      </table>
      {page && <p className="hidden px-4 py-2 print:block">{t("print.part")}</p>}
      {instead}
      {rows === undefined && instead === null && (
        <span className="sr-only">{t("list.loading")}</span>
      )}
    </div>
  );
}
