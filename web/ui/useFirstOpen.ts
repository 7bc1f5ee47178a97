import { useEffect, useRef } from "react";
import type { OpenedBy } from "./LazyPopup";

/**
 * Opens a menu that has just taken the place of the button which was used: for a pointer it is open from the start;
 * for the keyboard it is opened by the key that gives its first item the focus.
 */
export function useFirstOpen(openedBy: OpenedBy) {
  const trigger = useRef<HTMLButtonElement>(null);
  const done = useRef(false);
  useEffect(() => {
    if (openedBy === "pointer" || done.current) return;
    done.current = true;
    trigger.current?.focus();
    trigger.current?.dispatchEvent(
      new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }),
    );
  }, [openedBy]);
  return { trigger, defaultOpen: openedBy === "pointer" };
}
