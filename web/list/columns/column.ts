import type { ReactNode } from "react";
import type { Order } from "../../../server/contract";

/** How a column looks and sorts, beside its cells. */
export interface ColumnHead {
  /** The sort's name, where the column sorts. */
  id: string;
  /** In the header and in the menu of columns. */
  label: string;
  /** Tailwind width classes; columns without share what is left. */
  width?: string;
  align?: "end";
  /** Stays on a phone, where the row's first cell tells the rest. */
  phone?: true;
  /** The order that sorting by it begins with; without it the column does not sort. */
  sorts?: Order;
}

/** A column of a list. */
export interface Column<Row> extends ColumnHead {
  cell: (row: Row) => ReactNode;
}

/** A column of a kind that knows how to show a value: it says only which value of a row. */
export interface ValueColumn<Row, Value> extends ColumnHead {
  value: (row: Row) => Value;
}

/** Makes a kind of column from a function that shows its values. */
export const columnKind =
  <Value>(draw: (value: Value) => ReactNode) =>
  <Row>({ value, ...head }: ValueColumn<Row, Value>): Column<Row> => ({
    ...head,
    cell: (row) => draw(value(row)),
  });
