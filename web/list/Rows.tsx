import type { Row, RowData } from "@tanstack/react-table";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { BodyRow } from "./BodyRow";
import { PendingCell, RowCells, SkeletonCells } from "./RowCells";
import { rowDomId } from "./row-focus";
import type { ColumnMeta, Features } from "./table-features";
import type { VirtualRowsInput } from "./virtual-rows";
import type { VirtualSegment } from "./virtual-segments";

interface RowsProps<Data extends RowData> {
  rows: readonly Row<Features, Data>[];
  height: string;
  openId: string | undefined;
  marked: ReadonlySet<string>;
  onOpen: (row: Data) => void;
  /** Moves the focus to the row at an index. */
  onMove: (index: number) => void;
}

/** The rows of a page, all of them in the document. */
export function PlainRows<Data extends RowData>(props: RowsProps<Data>) {
  const { rows, height, openId, marked, onOpen, onMove } = props;
  const [reached, setReached] = useState<string>();
  // One row is in the tab order: the one last walked to, else the open one, else the first.
  const inTabOrder =
    rows.find(({ id }) => id === reached) ?? rows.find(({ id }) => id === openId) ?? rows[0];
  return rows.map((row, index) => (
    <BodyRow
      key={row.id}
      id={rowDomId(row.id)}
      place={{ index, count: rows.length }}
      reachable={row === inTabOrder}
      open={row.id === openId}
      marked={marked.has(row.id)}
      onOpen={() => onOpen(row.original)}
      onFocus={() => setReached(row.id)}
      onMove={onMove}
    >
      <RowCells row={row} height={height} />
    </BodyRow>
  ));
}

interface WindowedRowsProps<Data extends RowData> extends RowsProps<Data> {
  page: VirtualRowsInput;
  /** The rows to lay out, and the gaps where rows are left out. */
  layout: readonly VirtualSegment[];
  /** The row in the tab order. */
  tabIndex: number;
  onReach: (index: number) => void;
  /** The columns in view: the same ones between two scroll steps. */
  metas: readonly (ColumnMeta | undefined)[];
}

/**
 * The rows of a long page that are near the view. A row is known by its place, so that one that is
 * walked to before it is read keeps the focus when it comes.
 */
export function VirtualRows<Data extends RowData>(props: WindowedRowsProps<Data>) {
  const { rows, page } = props;
  const atHand = new Map(page.indexes.map((index, at) => [index, rows[at]]));
  return props.layout.map((stretch) =>
    "gap" in stretch ? (
      <tr key={`before ${stretch.before}`} aria-hidden>
        {/* One cell, for a cell over columns that a phone hides would make columns of its own. */}
        <td className="p-0" style={{ height: stretch.gap }} />
      </tr>
    ) : (
      <WindowedRow
        {...props}
        key={stretch.index}
        index={stretch.index}
        row={atHand.get(stretch.index)}
      />
    ),
  );
}

interface WindowedRowProps<Data extends RowData> extends WindowedRowsProps<Data> {
  index: number;
  row: Row<Features, Data> | undefined;
}

function WindowedRow<Data extends RowData>(props: WindowedRowProps<Data>) {
  const { index, row, height, metas, openId } = props;
  const { t } = useTranslation();
  const record = row?.original;
  // A scroll step renders only what it brings into view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row is made anew whenever another part is read, with the same record in it
  const cells = useMemo(
    () =>
      row ? (
        <RowCells row={row} height={height} />
      ) : (
        <PendingCell height={height} label={t("list.loading")} />
      ),
    [record, height, metas, t],
  );
  return (
    <BodyRow
      id={row && rowDomId(row.id)}
      place={{ index, count: props.page.count, ariaRowIndex: index + 2 }}
      reachable={index === props.tabIndex}
      open={row !== undefined && row.id === openId}
      marked={row !== undefined && props.marked.has(row.id)}
      onOpen={() => row && props.onOpen(row.original)}
      onFocus={() => props.onReach(index)}
      onMove={props.onMove}
    >
      {cells}
    </BodyRow>
  );
}

/** Rows of the height the real ones will have, so that nothing jumps when they come. */
export function SkeletonRows(props: {
  count: number;
  metas: readonly (ColumnMeta | undefined)[];
  height: string;
}) {
  return Array.from({ length: props.count }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: skeletons have no identity
    <tr key={row} aria-hidden>
      <SkeletonCells metas={props.metas} height={props.height} />
    </tr>
  ));
}
