import { useMemo, useState } from "react";
import { useTranslation } from "../i18n/translation";
import { BodyRow } from "./BodyRow";
import type { Column, ColumnHead, Fitted } from "./columns/column";
import { PendingCell, RowCells, SkeletonCells } from "./RowCells";
import { rowDomId } from "./row-focus";
import { SelectCell, SelectPlace } from "./SelectCell";
import type { RowSelection } from "./useSelection";
import type { VirtualRowsInput } from "./virtual-rows";
import type { VirtualSegment } from "./virtual-segments";

/** A row with the id it is known by. */
interface TableRow<Row> {
  id: string;
  original: Row;
}

/** How rows are selected, and what each is called. */
export interface SelectableRows<Row> extends RowSelection {
  nameOf: (row: Row) => string;
}

interface RowsProps<Row> {
  rows: readonly TableRow<Row>[];
  /** The columns in view. */
  columns: readonly Fitted<Column<Row>>[];
  height: string;
  openId: string | undefined;
  marked: ReadonlySet<string>;
  selection: SelectableRows<Row> | undefined;
  /** Moves the focus to the row at an index. */
  onMove: (index: number) => void;
}

/** The rows of a page, all of them in the document. */
export function PlainRows<Row>(props: RowsProps<Row>) {
  const { rows, columns, height, openId, marked, selection, onMove } = props;
  const [reached, setReached] = useState<string>();
  const ids = rows.map(({ id }) => id);
  // One row is in the tab order: the one that had the focus last, else the open one, else the first.
  const inTabOrder = ids.find((id) => id === reached) ?? ids.find((id) => id === openId) ?? ids[0];
  return rows.map(({ id, original }, index) => (
    <BodyRow
      key={id}
      id={rowDomId(id)}
      place={{ index, count: rows.length }}
      reachable={id === inTabOrder}
      open={id === openId}
      marked={marked.has(id)}
      selected={selection?.has(id) ?? false}
      onSelect={selection && ((range) => selection.toggle(id, range))}
      onFocus={() => setReached(id)}
      onMove={onMove}
    >
      {selection && <RowCheckbox id={id} row={original} height={height} selection={selection} />}
      <RowCells row={original} columns={columns} height={height} />
    </BodyRow>
  ));
}

interface RowCheckboxProps<Row> {
  id: string;
  row: Row;
  height: string;
  selection: SelectableRows<Row>;
}

const RowCheckbox = <Row,>({ id, row, height, selection }: RowCheckboxProps<Row>) => (
  <SelectCell
    height={height}
    label={selection.nameOf(row)}
    checked={selection.has(id)}
    onToggle={(range) => selection.toggle(id, range)}
  />
);

interface VirtualRowsProps<Row> extends RowsProps<Row> {
  page: VirtualRowsInput;
  /** The rows to lay out, and the gaps where rows are left out. */
  layout: readonly VirtualSegment[];
  /** The row in the tab order. */
  tabIndex: number;
  onReach: (index: number) => void;
}

/**
 * The rows of a long page that are near the view. A row is known by its place, so that one that is
 * walked to before it is read keeps the focus when it comes.
 */
export function VirtualRows<Row>(props: VirtualRowsProps<Row>) {
  const { rows, page } = props;
  const loaded = new Map(page.indexes.map((index, at) => [index, rows[at]]));
  return props.layout.map((segment) =>
    "gap" in segment ? (
      <tr key={`before ${segment.before}`} aria-hidden>
        {/* One cell, for a cell over columns that a phone hides would make columns of its own. */}
        <td className="p-0" style={{ height: segment.gap }} />
      </tr>
    ) : (
      <VirtualRow
        {...props}
        key={segment.index}
        index={segment.index}
        row={loaded.get(segment.index)}
      />
    ),
  );
}

interface VirtualRowProps<Row> extends VirtualRowsProps<Row> {
  index: number;
  /** Undefined while it is not read. */
  row: TableRow<Row> | undefined;
}

function VirtualRow<Row>(props: VirtualRowProps<Row>) {
  const { index, columns, height, openId, selection } = props;
  const row = props.row?.original;
  const id = props.row?.id;
  const { t } = useTranslation();
  // A scroll step renders only what it brings into view.
  const cells = useMemo(
    () =>
      row === undefined ? (
        <PendingCell height={height} label={t("list.loading")} />
      ) : (
        <RowCells row={row} columns={columns} height={height} />
      ),
    [row, columns, height, t],
  );
  return (
    <BodyRow
      id={id === undefined ? undefined : rowDomId(id)}
      place={{ index, count: props.page.count, ariaRowIndex: index + 2 }}
      reachable={index === props.tabIndex}
      open={id !== undefined && id === openId}
      marked={id !== undefined && props.marked.has(id)}
      selected={id !== undefined && (selection?.has(id) ?? false)}
      onSelect={selection && id !== undefined ? (range) => selection.toggle(id, range) : undefined}
      onFocus={() => props.onReach(index)}
      onMove={props.onMove}
    >
      {selection &&
        (id === undefined || row === undefined ? (
          <SelectPlace />
        ) : (
          <RowCheckbox id={id} row={row} height={height} selection={selection} />
        ))}
      {cells}
    </BodyRow>
  );
}

interface SkeletonRowsProps {
  count: number;
  columns: readonly Fitted<ColumnHead>[];
  height: string;
  selectable: boolean;
}

/** Rows of the height the real ones will have, so that nothing jumps when they come. */
export function SkeletonRows({ count, columns, height, selectable }: SkeletonRowsProps) {
  return Array.from({ length: count }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: skeletons have no identity
    <tr key={row} aria-hidden>
      {selectable && <SelectPlace height={height} />}
      <SkeletonCells columns={columns} height={height} />
    </tr>
  ));
}
