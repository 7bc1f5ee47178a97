import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Order } from "../../../server/contract";

/** How a column looks and sorts, beside its cells. */
export interface ColumnHead {
  /** The sort's name, where the column sorts. */
  id: string;
  /** In the header and in the menu of columns. */
  label: string;
  /** Rem on a screen: all that it takes, or the least where it grows. */
  width: number;
  /** Takes a share of what the others leave. */
  grows?: true;
  /** Rem on a phone, where the column stays there and does not take what is left. */
  phoneWidth?: number;
  /** The class of its share of the page on paper; columns without share what is left. */
  paperWidth?: string;
  /** When it goes where there is no room: the lowest goes first. The column that names the row stays. */
  leaves?: number;
  align?: "end";
  /** Stays on a phone, where the row's first cell tells the rest. */
  phone?: true;
  /** The order that sorting by it begins with; without it the column does not sort. */
  sorts?: Order;
}

/** A column in its list: one without room is on paper alone. */
export type Fitted<Head extends ColumnHead> = Head & { dropped: boolean };

/** On a phone and on a narrow screen some columns are put away; paper has them all. */
export const columnClass = ({ phone, dropped }: Fitted<ColumnHead>) =>
  clsx((!phone || dropped) && "print:table-cell", !phone && "max-md:hidden", dropped && "hidden");

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
