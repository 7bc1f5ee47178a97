import { FlexRender, type Row, type RowData } from "@tanstack/react-table";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Skeleton } from "../ui/Skeleton";
import type { ColumnMeta, Features } from "./features";

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
        "border-line border-b px-2 font-normal first:ps-4 last:pe-4",
        meta?.align === "end" ? "pe-6 text-end" : "text-start",
        !meta?.phone && "max-md:hidden",
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
  /** Said to a screen reader that walks into the row, which is one among others that are there. */
  label?: string;
}

/** Cells of the height and width the real ones will have, so that nothing jumps when they come. */
export function SkeletonCells({ metas, height, label }: SkeletonCellsProps) {
  return metas.map((meta, column) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: skeletons have no identity
    <Cell key={column} meta={meta} first={column === 0} height={height}>
      {column === 0 && label !== undefined && <span className="sr-only">{label}</span>}
      <Skeleton
        // Rows that rush by do not breathe: to start hundreds of animations a frame takes long.
        className={clsx(column === 0 ? "w-3/5" : "w-2/5", label !== undefined && "animate-none!")}
      />
    </Cell>
  ));
}
