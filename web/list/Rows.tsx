import { startTransition, useMemo, useState } from "react";
import { BodyRow, lineWithoutCells } from "./BodyRow";
import type { Column, ColumnHead, Fitted } from "./columns/column";
import { RowCells, SkeletonCells } from "./RowCells";
import { rowDomId } from "./row-focus";
import { SelectCell, SelectPlace } from "./SelectCell";
import type { RowSelection } from "./useSelection";

/** A row with the id it is known by. */
export interface TableRow<Row> {
  id: string;
  original: Row;
}

/** How rows are selected, and what each is called. */
export interface SelectableRows<Row> extends RowSelection {
  nameOf: (row: Row) => string;
}

export interface RowsProps<Row> {
  rows: readonly TableRow<Row>[];
  /** The columns in view. */
  columns: readonly Fitted<Column<Row>>[];
  height: string;
  openId: string | undefined;
  marked: ReadonlySet<string>;
  selection: SelectableRows<Row> | undefined;
}

interface PlainRowsProps<Row> extends RowsProps<Row> {
  /** Moves the focus to the row at an index. */
  onMove: (index: number) => void;
}

/** The rows of a page, all of them in the document. */
export function PlainRows<Row>(props: PlainRowsProps<Row>) {
  const { rows, openId } = props;
  const [reached, setReached] = useState<string>();
  const ids = rows.map(({ id }) => id);
  // One row is in the tab order: the one that had the focus last, else the open one, else the first.
  const inTabOrder = ids.find((id) => id === reached) ?? ids.find((id) => id === openId) ?? ids[0];
  // Where Tab goes is no hurry, and a click on a row is about what it opens.
  const reach = (id: string) => startTransition(() => setReached(id));
  return rows.map((row, index) => (
    <PlainRow
      {...props}
      key={row.id}
      row={row}
      index={index}
      reachable={row.id === inTabOrder}
      onReach={reach}
    />
  ));
}

interface PlainRowProps<Row> extends PlainRowsProps<Row> {
  row: TableRow<Row>;
  index: number;
  /** Whether it is the row in the tab order. */
  reachable: boolean;
  onReach: (id: string) => void;
}

function PlainRow<Row>(props: PlainRowProps<Row>) {
  const { columns, height, openId, selection } = props;
  const { id, original } = props.row;
  // What is done with one row, or beside the table, leaves the cells of all others as they are.
  const cells = useMemo(
    () => <RowCells row={original} columns={columns} height={height} />,
    [original, columns, height],
  );
  return (
    <BodyRow
      id={rowDomId(id)}
      place={{ index: props.index, count: props.rows.length }}
      reachable={props.reachable}
      open={id === openId}
      marked={props.marked.has(id)}
      selected={selection?.has(id) ?? false}
      onSelect={selection && ((range) => selection.toggle(id, range))}
      onFocus={() => props.onReach(id)}
      onMove={props.onMove}
    >
      {selection && <RowCheckbox id={id} row={original} height={height} selection={selection} />}
      {cells}
    </BodyRow>
  );
}

interface RowCheckboxProps<Row> {
  id: string;
  row: Row;
  height: string;
  selection: SelectableRows<Row>;
}

export const RowCheckbox = <Row,>({ id, row, height, selection }: RowCheckboxProps<Row>) => (
  <SelectCell
    height={height}
    label={selection.nameOf(row)}
    checked={selection.has(id)}
    onToggle={(range) => selection.toggle(id, range)}
  />
);

interface SkeletonRowsProps {
  count: number;
  columns: readonly Fitted<ColumnHead>[];
  height: string;
  selectable: boolean;
}

/** As many skeletons as a large screen shows; the rows behind them only keep their place. */
const drawnSkeletons = 28;

/** Rows of the height the real ones will have, so that nothing jumps when they come. */
export function SkeletonRows({ count, columns, height, selectable }: SkeletonRowsProps) {
  return Array.from({ length: count }, (_, row) =>
    row >= drawnSkeletons ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: skeletons have no identity
      <RowPlace key={row} height={height} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: skeletons have no identity
      <tr key={row} aria-hidden>
        {selectable && <SelectPlace height={height} />}
        <SkeletonCells columns={columns} height={height} />
      </tr>
    ),
  );
}

/** Keeps the height of a row out of sight, of which nothing is made yet. */
const RowPlace = ({ height }: { height: string }) => (
  <tr aria-hidden className={lineWithoutCells}>
    <td className={height} />
  </tr>
);
