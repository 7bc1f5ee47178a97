import { type Ref, type RefObject, useEffect, useImperativeHandle, useMemo } from "react";
import { useTranslation } from "../i18n/translation";
import { BodyRow } from "./BodyRow";
import type { LongPage } from "./long-page";
import { PendingCell, RowCells } from "./RowCells";
import { RowCheckbox, type RowsProps, type TableRow } from "./Rows";
import { rowDomId } from "./row-focus";
import { SelectPlace } from "./SelectCell";
import { useVirtualRows } from "./virtual-rows";

/** What the table has done with rows of which only some are in the document. */
export interface VirtualRowsHandle {
  /** Moves the focus to the row at an index; without one, to the row in the tab order. */
  moveTo: (index?: number) => void;
  /** Scrolls to the row at an index. */
  reveal: (index: number) => void;
}

interface VirtualRowsProps<Row> extends RowsProps<Row> {
  ref: Ref<VirtualRowsHandle>;
  page: LongPage;
  /** The box that the rows are scrolled in, which is there before they are. */
  scroller: RefObject<HTMLElement | null>;
}

/**
 * The rows of a long page that are near the view. A row is known by its place, so that one that is
 * walked to before it is read keeps the focus when it comes.
 */
export function VirtualRows<Row>(props: VirtualRowsProps<Row>) {
  const { rows, page } = props;
  const { layout, tabIndex, reach, reveal, moveTo } = useVirtualRows(
    page,
    props.scroller,
    props.height,
  );
  useImperativeHandle(props.ref, () => ({ reveal, moveTo: (index = tabIndex) => moveTo(index) }));
  // The drawer may have been opened before this code was there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: later the table itself says what to reveal
  useEffect(() => {
    if (page.openIndex >= 0) reveal(page.openIndex);
  }, []);
  const loaded = new Map(page.indexes.map((index, at) => [index, rows[at]]));
  return layout.map((segment) =>
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
        reachable={segment.index === tabIndex}
        onReach={reach}
        onMove={moveTo}
      />
    ),
  );
}

interface VirtualRowProps<Row> extends Omit<VirtualRowsProps<Row>, "ref"> {
  index: number;
  /** Undefined while it is not read. */
  row: TableRow<Row> | undefined;
  /** Whether it is the row in the tab order. */
  reachable: boolean;
  onReach: (index: number) => void;
  onMove: (index: number) => void;
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
      reachable={props.reachable}
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
