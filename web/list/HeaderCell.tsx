import { clsx } from "clsx";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { Order } from "../../server/contract";
import type { ColumnMeta } from "./table-features";

interface HeaderCellProps {
  meta: ColumnMeta;
  /** Absent where the column does not sort; null where it could but another one does. */
  order: Order | null | undefined;
  onSort: () => void;
}

/** A column's header: a button where it sorts, with the order in `aria-sort`. */
export function HeaderCell({ meta, order, onSort }: HeaderCellProps) {
  const Icon = order === "asc" ? ArrowUp : order === "desc" ? ArrowDown : ChevronsUpDown;
  return (
    <th
      scope="col"
      aria-sort={
        order === undefined
          ? undefined
          : order === null
            ? "none"
            : order === "asc"
              ? "ascending"
              : "descending"
      }
      className={clsx(
        "sticky top-0 z-head h-9 border-line border-b bg-surface px-2 font-medium text-muted text-xs first:ps-4 last:pe-4",
        meta.width,
        !meta.phone && "max-md:hidden print:table-cell",
        meta.align === "end" ? "pe-6 text-end print:pe-2" : "text-start",
      )}
    >
      {order === undefined ? (
        meta.label
      ) : (
        <button
          type="button"
          onClick={onSort}
          className={clsx(
            // A box of its own would be left out where the header is repeated on paper.
            "print:contents group -mx-1 inline-flex h-6 max-w-full items-center gap-1 rounded-sm px-1 transition-colors hover:text-text",
            order !== null && "text-text",
            meta.align === "end" && "flex-row-reverse",
          )}
        >
          <span className="truncate">{meta.label}</span>
          <Icon
            aria-hidden
            className={clsx(
              "size-3 shrink-0 print:ms-1 print:inline",
              order === null &&
                "print:hidden opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60",
            )}
          />
        </button>
      )}
    </th>
  );
}
