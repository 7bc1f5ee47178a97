import { clsx } from "clsx";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import type { Order } from "../../server/contract";
import { type ColumnHead, columnClass, type Fitted } from "./columns/column";
import { nextOrder, orderOf, type Sorting } from "./sorting";

interface HeaderCellProps {
  column: Fitted<ColumnHead>;
  /** Names the row: stays where the table is scrolled sideways. */
  first: boolean;
  /** On a screen, in rem; undefined where it takes what the others leave. */
  width: number | undefined;
  /** What the column's width is changed by; absent where it cannot be. */
  separator?: ReactNode;
  /** Absent where the list cannot be sorted. */
  sorting: Sorting | undefined;
}

const ariaSort = { asc: "ascending", desc: "descending" } as const;

/** A column's header: a button where it sorts, with the order in `aria-sort`. */
export function HeaderCell({ column, first, width, separator, sorting }: HeaderCellProps) {
  const { id, label, sorts } = column;
  const sortable = sorting !== undefined && sorts !== undefined;
  const order = sortable ? orderOf(sorting, column) : null;
  return (
    <th
      scope="col"
      aria-sort={sortable ? (order === null ? "none" : ariaSort[order]) : undefined}
      // The separator is no part of what the header says of each cell.
      aria-label={separator === undefined ? undefined : label}
      style={{ width: width === undefined ? undefined : `${width}rem` }}
      className={clsx(
        "sticky top-0 print:static h-9 border-line border-b bg-surface px-2 font-medium text-muted text-xs first:ps-4 last:pe-4",
        first ? "start-0 z-head-first [[data-selectable]_&]:start-10" : "z-head",
        column.paperWidth ?? "print:w-auto!",
        columnClass(column),
        column.align === "end" ? "pe-6 text-end print:pe-2" : "text-start",
      )}
    >
      {sortable ? (
        <SortButton
          label={label}
          order={order}
          end={column.align === "end"}
          onClick={() => sorting.onSort(id, nextOrder(order, sorts))}
        />
      ) : (
        label
      )}
      {separator}
    </th>
  );
}

interface SortButtonProps {
  label: string;
  order: Order | null;
  /** The label is at the column's end, and the icon before it. */
  end: boolean;
  onClick: () => void;
}

function SortButton({ label, order, end, onClick }: SortButtonProps) {
  const Icon = order === "asc" ? ArrowUp : order === "desc" ? ArrowDown : ChevronsUpDown;
  return (
    <button
      type="button"
      onClick={onClick}
      className={clsx(
        // On paper a box of its own is left out where the header is repeated.
        "print:contents group -mx-1 inline-flex h-6 max-w-full items-center gap-1 rounded-sm px-1 transition-colors hover:text-text",
        order !== null && "text-text",
        end && "flex-row-reverse",
      )}
    >
      {/* A phone has few columns, and two lines for what they are called. */}
      <span className="truncate text-start max-md:whitespace-normal max-md:leading-tight">
        {label}
      </span>
      <Icon
        aria-hidden
        className={clsx(
          "size-3 shrink-0 print:ms-1 print:inline",
          order === null &&
            "print:hidden opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60",
        )}
      />
    </button>
  );
}
