import { useEffect, useEffectEvent, useRef } from "react";

/** The DOM id of a row. */
export const rowDomId = (id: string) => `row-${id}`;

interface FocusBack {
  /** Brings the row of the open drawer into view. */
  reveal: (id: string) => void;
  /** Gives the focus to the row whose drawer was closed, or to the first where that is on no page in view. */
  focus: (id: string) => void;
}

/**
 * Keeps the row of the open drawer in view, and gives the focus back to the row whose drawer was
 * closed, however it was closed, so that the keyboard stays in the table.
 */
export function useFocusBack(openId: string | undefined, back: FocusBack) {
  const before = useRef(openId);
  const reveal = useEffectEvent(back.reveal);
  const focus = useEffectEvent(back.focus);
  useEffect(() => {
    const closed = openId === undefined ? before.current : undefined;
    before.current = openId;
    if (openId !== undefined) reveal(openId);
    if (closed === undefined) return;
    // The drawer's own focus handling ends with its unmounting; ours comes after it.
    const frame = requestAnimationFrame(() => focus(closed));
    return () => cancelAnimationFrame(frame);
  }, [openId]);
}
