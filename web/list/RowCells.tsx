import { FlexRender, type Row, type RowData } from "@tanstack/react-table";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Skeleton } from "../ui/Skeleton";
import type { ColumnMeta, Features } from "./table-features";

interface CellProps {
  meta: ColumnMeta | undefined;
  /** The first cell names its row. */
  first: boolean;
  height: string;
  children: ReactNode;
}

function Cell({ meta, first, height, children }: CellProps) {
  const Tag = first ? "th" : "td";
  return (
    <Tag
      scope={first ? "row" : undefined}
      className={clsx(
        height,
        "border-line border-b px-2 font-normal first:ps-4 last:pe-4 print:h-auto print:py-1 print:align-top print:text-xs",
        meta?.align === "end" ? "pe-6 text-end print:pe-2" : "text-start",
        !meta?.phone && "max-md:hidden print:table-cell",
      )}
    >
      {children}
    </Tag>
  );
}

interface RowCellsProps<Data extends RowData> {
  row: Row<Features, Data>;
  height: string;
}

/** The cells of a row at hand. */
export function RowCells<Data extends RowData>({ row, height }: RowCellsProps<Data>) {
  return row.getVisibleCells().map((cell, index) => (
    <Cell key={cell.id} meta={cell.column.columnDef.meta} first={index === 0} height={height}>
      <FlexRender cell={cell} />
    </Cell>
  ));
}

interface SkeletonCellsProps {
  metas: readonly (ColumnMeta | undefined)[];
  height: string;
}

/** Cells of the height and width the real ones will have, so that nothing jumps when they come. */
export function SkeletonCells({ metas, height }: SkeletonCellsProps) {
  return metas.map((meta, column) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: skeletons have no identity
    <Cell key={column} meta={meta} first={column === 0} height={height}>
      <Skeleton className={column === 0 ? "w-3/5" : "w-2/5"} />
    </Cell>
  ));
}

/**
 * The one cell of a row that is not read yet, for a screen reader walks into it. Dozens of such
 * rows rush by in one frame, so there is little in it, and nothing that moves.
 */
export function PendingCell({ height, label }: { height: string; label: string }) {
  return (
    <th scope="row" className={clsx(height, "px-2 ps-4 text-start")}>
      <span className="sr-only">{label}</span>
      <Skeleton className="w-3/5 animate-none!" />
    </th>
  );
}
