import type { RowData } from "@tanstack/react-table";
import { clsx } from "clsx";
import { type ReactNode, type RefObject, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "../i18n/translation";
import type { PageSize } from "../paths/list-state";
import type { Store } from "../state/create-store";
import { late, useLate } from "../ui/late";
import { useMedia } from "../ui/media";
import type { Column } from "./columns/column";
import { useDensity } from "./density";
import { HeaderRow } from "./HeaderRow";
import { isLong, type LongPage, longFrom } from "./long-page";
import { PlainRows, type SelectableRows, SkeletonRows } from "./Rows";
import { rowDomId, useFocusBack } from "./row-focus";
import { SelectPageCell } from "./SelectCell";
import type { ColumnWidths } from "./size-columns";
import type { Sorting } from "./sorting";
import { useListTable } from "./use-list-table";
import type { VirtualRowsHandle } from "./VirtualRows";

export interface DataTableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  /** Rem that the columns have; undefined while that is not known, and on a phone. */
  available: number | undefined;
  /** The columns without room, by id. */
  dropped: ReadonlySet<string>;
  /** The widths that the reader has chosen. */
  widths: Store<ColumnWidths>;
  /** The box that the rows are scrolled in. */
  scroller: RefObject<HTMLDivElement | null>;
  /** Undefined until the first answer. */
  rows: readonly Row[] | undefined;
  rowId: (row: Row) => string;
  /** Where `rows` are only some of the page's, for pages of many rows. */
  window?: LongPage;
  page: number;
  size: PageSize;
  /** Absent where the table cannot be sorted. */
  sorting?: Sorting | undefined;
  /** The hidden columns, by id. */
  hidden?: readonly string[] | undefined;
  /** Rows that changed their status while they were on show, by id. */
  marked?: ReadonlySet<string>;
  /** Absent where rows are not selected. */
  selection?: SelectableRows<Row> | undefined;
  /** The row shown in the drawer; its row takes the focus back when the drawer closes. */
  openId?: string | undefined;
  /** The rows in view are of another page or an earlier search: dimmed until theirs come. */
  busy: boolean;
  /** Shown in place of rows where there are none, or a failure; null otherwise. */
  fallback: ReactNode;
  rowHeight: "h-10" | "h-12";
  /** Its rows stand in the page and scroll with it: for a table below much else. */
  inPage?: true;
}

/** Most lists are short, and go without it. */
const virtualRows = late(() => import("./VirtualRows"));

const noneHidden: readonly string[] = [];
const noneMarked: ReadonlySet<string> = new Set();

/** Rows on a phone stay high enough for a finger at any density. */
const heights = {
  roomy: { "h-10": "h-10", "h-12": "h-12" },
  compact: { "h-10": "h-10 md:h-7", "h-12": "h-12 md:h-7" },
} as const;
const longPageHeights = { roomy: "h-16 md:h-10", compact: "h-16 md:h-7" } as const;
/** As many as fill a tall window. */
const skeletonsOfManyRows = 50;

/**
 * The app's one table: real table semantics, sortable headers, rows that open as links do and are
 * walked with the arrow keys. It sorts and pages nothing itself: that is done over the whole set by the server.
 */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const {
    caption,
    columns,
    dropped,
    scroller,
    hidden = noneHidden,
    rows,
    rowId,
    size,
    openId,
    selection,
    busy,
    fallback,
  } = props;
  const { t } = useTranslation();
  const bodyElement = useRef<HTMLTableSectionElement>(null);

  const table = useListTable(columns, rows, rowId, hidden);
  const fitted = useMemo(
    () => table.columns.map((column) => ({ ...column, dropped: dropped.has(column.id) })),
    [table.columns, dropped],
  );
  const phone = useMedia("(width < 48rem)");
  const virtual = isLong(props.window) ? props.window : undefined;
  // Fetched beside the rows, where the address says that there may be many.
  const isLongPage = virtual !== undefined || size === "all" || size > longFrom;
  const VirtualRows = useLate(virtualRows, isLongPage)?.VirtualRows;
  const virtualBody = useRef<VirtualRowsHandle>(null);
  const density = useDensity();
  // On a phone the first cell tells up to three lines; rows of a long page are all of one height.
  const height = virtual ? longPageHeights[density] : heights[density][props.rowHeight];

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page starts at its top
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [props.page, size, props.window?.list]);

  const rowElement = (id: string) => document.getElementById(rowDomId(id));
  const moveTo = (index: number) =>
    virtual ? virtualBody.current?.moveTo(index) : bodyElement.current?.rows[index]?.focus();
  const lastOpen = useRef(-1);
  useEffect(() => {
    if (virtual && openId !== undefined) lastOpen.current = virtual.openIndex;
  }, [virtual, openId]);
  useFocusBack(openId, {
    reveal(id) {
      if (!virtual) rowElement(id)?.scrollIntoView({ block: "nearest" });
      else if (virtual.openIndex >= 0) virtualBody.current?.reveal(virtual.openIndex);
    },
    focus(id) {
      const row = rowElement(id);
      if (row && !virtual) row.focus();
      else if (virtual)
        virtualBody.current?.moveTo(lastOpen.current >= 0 ? lastOpen.current : undefined);
      else moveTo(0);
    },
  });

  const shared = {
    rows: table.rows,
    columns: fitted,
    height,
    openId,
    marked: props.marked ?? noneMarked,
    selection,
  };
  const isLoading = rows === undefined || (virtual !== undefined && VirtualRows === undefined);
  return (
    <div
      ref={scroller}
      className={clsx(
        "list-on-paper relative bg-surface print:overflow-visible",
        props.inPage
          ? "grow overflow-x-clip"
          : "overflow-x-auto desktop:min-h-56 desktop:flex-1 desktop:overflow-y-auto",
        // A page of many rows scrolls in its box on a phone too, so that what is around it stays near.
        virtual &&
          "h-[80dvh] overflow-y-auto [overflow-anchor:none] desktop:h-auto print:h-auto print:overflow-visible",
      )}
    >
      <table
        // A list that failed is not loading.
        aria-busy={busy || (isLoading && fallback === null)}
        aria-rowcount={virtual ? virtual.count + 1 : undefined}
        data-density={density}
        data-selectable={selection && ""}
        className="w-full table-fixed border-separate border-spacing-0"
      >
        <caption className="sr-only">{caption}</caption>
        <thead>
          <HeaderRow
            before={selection && <SelectPageCell {...selection} />}
            columns={fitted}
            available={props.available}
            widths={props.widths}
            phone={phone}
            sorting={props.sorting}
            ariaRowIndex={virtual ? 1 : undefined}
          />
        </thead>
        <tbody
          ref={bodyElement}
          className={clsx("transition-opacity", busy && "opacity-50 delay-100 print:opacity-100")}
        >
          {fallback === null && !virtual && <PlainRows {...shared} onMove={moveTo} />}
          {fallback === null && virtual && VirtualRows && (
            <VirtualRows {...shared} ref={virtualBody} page={virtual} scroller={scroller} />
          )}
          {fallback === null && isLoading && (
            <SkeletonRows
              count={size === "all" || size > longFrom ? skeletonsOfManyRows : size}
              columns={fitted}
              height={height}
              selectable={selection !== undefined}
            />
          )}
        </tbody>
      </table>
      {virtual && <p className="hidden px-4 py-2 print:block">{t("print.part")}</p>}
      {fallback}
      {isLoading && fallback === null && <span className="sr-only">{t("list.loading")}</span>}
    </div>
  );
}
