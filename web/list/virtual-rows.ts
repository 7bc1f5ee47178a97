import {
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { type RowsBox, rowsInView, rowsNear, scrolledTo, virtualSegments } from "./virtual-layout";

/** More rows than this are not all put in the document: only those near the view. */
export const virtualFrom = 100;

/** So many rows beyond the view stand in the document too: a scroll step finds its rows there. */
const beyondView = 8;

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
  const [range, setRange] = useState({ first: 0, last: 0 });
  const [reached, setReached] = useState({ list: "", index: -1 });
  const active = rows !== undefined && reached.list === rows.list ? reached.index : -1;
  const goal = useRef<number | null>(null);

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

  const look = (box: HTMLElement): RowsBox => ({
    count,
    ...heights,
    top: box.scrollTop,
    height: box.clientHeight,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are what `look` reads
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!windowed || box === null) return;
    const follow = () => {
      const next = rowsInView(look(box));
      setRange((now) => (now.first === next.first && now.last === next.last ? now : next));
    };
    // In the frame that is scrolled: rows that come later would leave it blank.
    const scrolled = () => flushSync(follow);
    follow();
    box.addEventListener("scroll", scrolled, { passive: true });
    const observer = new ResizeObserver(follow);
    observer.observe(box);
    return () => {
      box.removeEventListener("scroll", scrolled);
      observer.disconnect();
    };
  }, [windowed, scroller, count, heights]);

  const reveal = (index: number) => {
    const box = scroller.current;
    if (box !== null) box.scrollTop = scrolledTo(index, look(box));
  };

  const first = Math.min(range.first, Math.max(0, count - 1));
  const last = Math.min(range.last, Math.max(0, count - 1));
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
      rowsNear({ first, last }, beyondView, count, active),
      count,
      heights.row,
    ),
    /** The row in the tab order: the one that had the focus last, else the open one, else the first in view. */
    tabIndex: active >= 0 ? active : openIsNear ? open : first,
    reach: (index: number) => rows && setReached({ list: rows.list, index }),
    reveal,
    moveTo(index: number) {
      if (rows === undefined) return;
      goal.current = index;
      setReached({ list: rows.list, index });
      reveal(index);
      focusGoal();
    },
  };
}
