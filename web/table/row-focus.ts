import { type RefObject, useEffect, useRef } from "react";

/** The DOM id of a row. */
export const rowDomId = (id: string) => `row-${id}`;

/**
 * Keeps the row of the open drawer in view, and gives the focus back to the row whose drawer was closed, however it was closed. A row that is on
 * no page in view gives it to the first one, so that the keyboard never falls out of the table.
 */
export function useFocusBack(openId: string | undefined, scroller: RefObject<HTMLElement | null>) {
  const before = useRef(openId);
  useEffect(() => {
    const closed = openId === undefined ? before.current : undefined;
    before.current = openId;
    if (openId !== undefined) {
      document.getElementById(rowDomId(openId))?.scrollIntoView({ block: "nearest" });
    }
    if (closed === undefined) return;
    // The drawer's own focus handling ends with its unmounting; ours comes after it.
    const frame = requestAnimationFrame(() => {
      const row = document.getElementById(rowDomId(closed));
      (row ?? scroller.current?.querySelector<HTMLElement>("tbody tr"))?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [openId, scroller]);
}
