import { type ReactNode, useState } from "react";
import type { Store } from "../state/create-store";
import { ColumnSeparator } from "./ColumnSeparator";
import type { ColumnHead, Fitted } from "./columns/column";
import { HeaderCell } from "./HeaderCell";
import {
  boundsOf,
  type ColumnWidths,
  chosenOf,
  flexibleColumns,
  moveColumnEnd,
  widthsOf,
  withoutChoice,
} from "./size-columns";
import type { Sorting } from "./sorting";

interface HeaderRowProps {
  /** A cell that is no column of the list. */
  before?: ReactNode;
  /** The columns that are chosen, those without room among them. */
  columns: readonly Fitted<ColumnHead>[];
  /** Rem that they have; undefined while that is not known, and on a phone. */
  available: number | undefined;
  widths: Store<ColumnWidths>;
  phone: boolean;
  sorting: Sorting | undefined;
  ariaRowIndex: number | undefined;
}

/**
 * The headers of a table, and how wide its columns are: rows follow them. While a column's end is moved nothing
 * else is drawn anew, and no column comes or goes.
 */
export function HeaderRow(props: HeaderRowProps) {
  const { columns, available, phone, sorting } = props;
  const kept = props.widths.use();
  const [moving, setMoving] = useState<ColumnWidths>();
  const chosen = moving ?? kept;
  const inView = columns.filter(({ dropped }) => !dropped);
  const widths = available === undefined ? undefined : widthsOf(inView, available, chosen);
  // It takes what the others leave to the last part of a pixel.
  const last = flexibleColumns(inView).at(-1);

  const widthOf = (column: Fitted<ColumnHead>) => {
    if (phone) return column.phoneWidth;
    const at = inView.indexOf(column);
    if (widths === undefined || at < 0 || Object.keys(chosen).length === 0)
      return column.grows ? undefined : column.width;
    return column === last ? undefined : widths[at];
  };
  const separatorOf = (column: Fitted<ColumnHead>) => {
    const at = inView.indexOf(column);
    // Behind the last column there is nothing that it could take from.
    if (widths === undefined || at < 0 || at === inView.length - 1) return undefined;
    const { least, most } = boundsOf(inView, widths, at);
    const moved = (from: readonly number[], by: number) =>
      chosenOf(inView, moveColumnEnd(inView, from, at, by), kept);
    return (
      <ColumnSeparator
        label={column.label}
        width={widths[at] ?? 0}
        least={least}
        most={most}
        onDrag={() => {
          const from = widths;
          return {
            move: (by) => setMoving(moved(from, by)),
            end(by) {
              setMoving(undefined);
              if (by !== null) props.widths.set(moved(from, by));
            },
          };
        }}
        onStep={(by) => props.widths.set(moved(widths, by))}
        onReset={() => props.widths.set(withoutChoice(inView, kept, column.id))}
      />
    );
  };
  return (
    <tr aria-rowindex={props.ariaRowIndex}>
      {props.before}
      {columns.map((column, index) => (
        <HeaderCell
          key={column.id}
          column={column}
          first={index === 0}
          width={widthOf(column)}
          separator={separatorOf(column)}
          sorting={sorting}
        />
      ))}
    </tr>
  );
}
