import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import {
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from "react";

import { virtualSegments } from "./virtual-segments";

/** More rows than this are not all put in the document: only those near the view. */
export const virtualFrom = 100;

/** The rows of a page of which only some are read. */
export interface VirtualRowsInput {
  /** Rows on the page, those not read yet included. */
  count: number;
  /** Where each row that is read is on the page, counted from 0. */
  indexes: readonly number[];
  /** Where the open row is; -1 where that is not known. */
  openIndex: number;
  /** Names the list: another one starts at its top. */
  list: string;
  /** Called with the first and the last row near the view. */
  onRange: (first: number, last: number) => void;
}

export const isVirtual = (rows: VirtualRowsInput | undefined): rows is VirtualRowsInput =>
  rows !== undefined && rows.count > virtualFrom;

/**
 * Which rows of a long page are in the document, and how the keyboard moves among all of them. The
 * row that has the focus always is, however far it is scrolled away.
 * @param rows undefined for a page whose rows all stand in the document
 * @param height the class that gives a row its height
 */
export function useVirtualRows(
  rows: VirtualRowsInput | undefined,
  scroller: RefObject<HTMLElement | null>,
  height: string,
) {
  const count = rows?.count ?? 0;
  const [heights, setHeights] = useState({ head: 36, row: 40 });
  const [reached, setReached] = useState({ list: "", index: -1 });
  const active = rows !== undefined && reached.list === rows.list ? reached.index : -1;
  const goal = useRef<number | null>(null);

  const virtualizer = useVirtualizer({
    count,
    enabled: count > 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => heights.row,
    overscan: 8,
    // The header is inside the scrolled box, and stays in view over its first rows.
    scrollMargin: heights.head,
    scrollPaddingStart: heights.head,
    rangeExtractor: useCallback(
      (range: Range) => {
        const shown = defaultRangeExtractor(range);
        if (active < 0 || active >= range.count || shown.includes(active)) return shown;
        return [...shown, active].sort((a, b) => a - b);
      },
      [active],
    ),
  });

  // Rows are all of one height, which zoom, fonts and the phone's layout decide.
  const windowed = count > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is measured anew
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!windowed || box === null) return;
    const measure = () => {
      const head = box.querySelector("thead")?.offsetHeight;
      const row = box.querySelector<HTMLElement>("tbody tr[aria-rowindex]")?.offsetHeight;
      if (!head || !row) return;
      setHeights((now) => (now.head === head && now.row === row ? now : { head, row }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [windowed, scroller, height]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was laid out with another height
  useLayoutEffect(() => {
    if (windowed) virtualizer.measure();
  }, [virtualizer, windowed, heights.row]);

  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  const callOnRange = useEffectEvent(() => rows?.onRange(first, last));
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are what onRange is called with
  useEffect(() => callOnRange(), [first, last, rows?.list]);

  const open = rows?.openIndex ?? -1;
  const openIsNear = open >= first && open <= last;

  const focusGoal = () => {
    const row = scroller.current?.querySelector<HTMLElement>(
      `tbody tr[aria-rowindex="${(goal.current ?? -1) + 2}"]`,
    );
    if (goal.current === null || !row) return;
    goal.current = null;
    row.focus();
  };
  useLayoutEffect(focusGoal);

  return {
    layout: virtualSegments(
      windowed ? virtualizer.getVirtualItems() : [],
      heights.head,
      heights.head + (windowed ? virtualizer.getTotalSize() : 0),
    ),
    /** The row in the tab order: the one that had the focus last, else the open one, else the first in view. */
    tabIndex: active >= 0 ? active : openIsNear ? open : first,
    reach: (index: number) => rows && setReached({ list: rows.list, index }),
    reveal: (index: number) => virtualizer.scrollToIndex(index),
    moveTo(index: number) {
      if (rows === undefined) return;
      goal.current = index;
      setReached({ list: rows.list, index });
      virtualizer.scrollToIndex(index);
      focusGoal();
    },
  };
}
