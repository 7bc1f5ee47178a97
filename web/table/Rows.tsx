import type { Cell, Row, RowData } from "@tanstack/react-table";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { BodyRow } from "./BodyRow";
import { RowCells, SkeletonCells } from "./Cells";
import type { ColumnMeta, Features } from "./features";
import { rowDomId } from "./row-focus";
import type { RowWindow, Stretch } from "./row-window";

interface RowsProps<Data extends RowData> {
  rows: readonly Row<Features, Data>[];
  renderCell: (cell: Cell<Features, Data>) => ReactNode;
  height: string;
  openId: string | undefined;
  onOpen: (row: Data) => void;
  /** Moves the focus to the row at an index. */
  onMove: (index: number) => void;
}

/** The rows of a page, all of them in the document. */
export function PlainRows<Data extends RowData>(props: RowsProps<Data>) {
  const { rows, renderCell, height, openId, onOpen, onMove } = props;
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
      onOpen={() => onOpen(row.original)}
      onFocus={() => setReached(row.id)}
      onMove={onMove}
    >
      <RowCells row={row} height={height} renderCell={renderCell} />
    </BodyRow>
  ));
}

interface WindowedRowsProps<Data extends RowData> extends RowsProps<Data> {
  page: RowWindow;
  /** The rows to lay out, and the gaps where rows are left out. */
  layout: readonly Stretch[];
  /** The row in the tab order. */
  tabIndex: number;
  onReach: (index: number) => void;
  metas: readonly (ColumnMeta | undefined)[];
}

/**
 * The rows of a long page that are near the view. A row is known by its place, so that one that is
 * walked to before it is read keeps the focus when it comes.
 */
export function WindowedRows<Data extends RowData>(props: WindowedRowsProps<Data>) {
  const { rows, renderCell, height, openId, onOpen, page, metas } = props;
  const { t } = useTranslation();
  const atHand = new Map(page.indexes.map((index, at) => [index, rows[at]]));
  return props.layout.map((stretch) => {
    if ("gap" in stretch) {
      return (
        <tr key={`before ${stretch.before}`} aria-hidden>
          <td colSpan={metas.length} className="p-0" style={{ height: stretch.gap }} />
        </tr>
      );
    }
    const { index } = stretch;
    const row = atHand.get(index);
    return (
      <BodyRow
        key={index}
        id={row && rowDomId(row.id)}
        place={{ index, count: page.count, ariaRowIndex: index + 2 }}
        reachable={index === props.tabIndex}
        open={row !== undefined && row.id === openId}
        onOpen={() => row && onOpen(row.original)}
        onFocus={() => props.onReach(index)}
        onMove={props.onMove}
      >
        {row ? (
          <RowCells row={row} height={height} renderCell={renderCell} />
        ) : (
          <SkeletonCells metas={metas} height={height} label={t("list.loading")} />
        )}
      </BodyRow>
    );
  });
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
