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
import type { LongPage } from "./long-page";
import { virtualSegments } from "./virtual-segments";

/**
 * Which rows of a long page are in the document, and how the keyboard moves among all of them. The
 * row that has the focus always is, however far it is scrolled away.
 * @param height the class that gives a row its height
 */
export function useVirtualRows(
  rows: LongPage,
  scroller: RefObject<HTMLElement | null>,
  height: string,
) {
  const { count } = rows;
  const [heights, setHeights] = useState({ head: 36, row: 40 });
  const [reached, setReached] = useState({ list: "", index: -1 });
  const active = reached.list === rows.list ? reached.index : -1;
  const goal = useRef<number | null>(null);

  const virtualizer = useVirtualizer({
    count,
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is measured anew
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
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
  }, [scroller, height]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was laid out with another height
  useLayoutEffect(() => {
    virtualizer.measure();
  }, [virtualizer, heights.row]);

  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  const callOnRange = useEffectEvent(() => rows.onRange(first, last));
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are what onRange is called with
  useEffect(() => callOnRange(), [first, last, rows.list]);

  const open = rows.openIndex;
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
      virtualizer.getVirtualItems(),
      heights.head,
      heights.head + virtualizer.getTotalSize(),
    ),
    /** The row in the tab order: the one that had the focus last, else the open one, else the first in view. */
    tabIndex: active >= 0 ? active : openIsNear ? open : first,
    reach: (index: number) => setReached({ list: rows.list, index }),
    reveal: (index: number) => virtualizer.scrollToIndex(index),
    moveTo(index: number) {
      goal.current = index;
      setReached({ list: rows.list, index });
      virtualizer.scrollToIndex(index);
      focusGoal();
    },
  };
}
