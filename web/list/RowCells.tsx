import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Skeleton } from "../ui/Skeleton";
import { type Column, type ColumnHead, columnClass, type Fitted } from "./columns/column";

interface CellProps {
  column: Fitted<ColumnHead>;
  /** The first cell names its row. */
  first: boolean;
  height: string;
  children: ReactNode;
}

function Cell({ column, first, height, children }: CellProps) {
  const Tag = first ? "th" : "td";
  return (
    <Tag
      scope={first ? "row" : undefined}
      className={clsx(
        height,
        "border-line border-b px-2 font-normal first:ps-4 last:pe-4 print:h-auto print:py-1 print:align-top print:text-xs",
        column.align === "end" ? "pe-6 text-end print:pe-2" : "text-start",
        // The name stays in sight where the table is scrolled sideways, over what passes below it.
        first && "sticky start-0 z-cell bg-inherit [[data-selectable]_&]:start-10 print:static!",
        columnClass(column),
      )}
    >
      {children}
    </Tag>
  );
}

interface RowCellsProps<Row> {
  row: Row;
  columns: readonly Fitted<Column<Row>>[];
  height: string;
}

/** The cells of a row. */
export function RowCells<Row>({ row, columns, height }: RowCellsProps<Row>) {
  return columns.map((column, index) => (
    <Cell key={column.id} column={column} first={index === 0} height={height}>
      {column.cell(row)}
    </Cell>
  ));
}

interface SkeletonCellsProps {
  columns: readonly Fitted<ColumnHead>[];
  height: string;
}

/**
 * Cells of the height and width the real ones will have, so that nothing jumps when they come. Hundreds of bars that
 * pulse would have the browser do little else, just while the rows are made.
 */
export function SkeletonCells({ columns, height }: SkeletonCellsProps) {
  return columns.map((column, index) => (
    <Cell key={column.id} column={column} first={index === 0} height={height}>
      <Skeleton className={clsx("animate-none!", index === 0 ? "w-3/5" : "w-2/5")} />
    </Cell>
  ));
}

/**
 * The only cell of a row that is not read yet: a screen reader may get there. Fast scrolling renders
 * dozens of such rows in a frame, so there is little in it, and no animation.
 */
export function PendingCell({ height, label }: { height: string; label: string }) {
  return (
    <th scope="row" className={clsx(height, "px-2 ps-4 text-start")}>
      <span className="sr-only">{label}</span>
      <Skeleton className="w-3/5 animate-none!" />
    </th>
  );
}
