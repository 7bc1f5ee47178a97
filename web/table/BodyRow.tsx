import { clsx } from "clsx";
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import { moveRowFocus } from "./row-keys";

interface BodyRowProps {
  id: string;
  /** In the tab order; one row of the table is. */
  reachable: boolean;
  /** Shown beside the table at the moment. */
  open: boolean;
  onOpen: () => void;
  onFocus: () => void;
  children: ReactNode;
}

const interactive = "a, button, input, label, select, textarea";

/** A row that opens: by a click anywhere on it, by Enter, or through the link in its first cell. */
export function BodyRow({ id, reachable, open, onOpen, onFocus, children }: BodyRowProps) {
  const click = (event: MouseEvent<HTMLTableRowElement>) => {
    const onControl = event.target instanceof Element && event.target.closest(interactive);
    // Whoever selects text to copy it does not mean to open.
    if (onControl || getSelection()?.type === "Range") return;
    onOpen();
  };
  const keyDown = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (moveRowFocus(event)) return;
    if (event.key === "Enter" && event.target === event.currentTarget) {
      event.preventDefault();
      onOpen();
    }
  };
  return (
    <tr
      id={id}
      tabIndex={reachable ? 0 : -1}
      aria-current={open ? "true" : undefined}
      onClick={click}
      onKeyDown={keyDown}
      onFocus={onFocus}
      className={clsx(
        "group/row deck:scroll-mt-10 cursor-pointer outline-offset-[-2px] transition-colors hover:bg-hover print:break-inside-avoid",
        open && "bg-chosen shadow-[inset_2px_0_0_var(--ink)] hover:bg-chosen",
      )}
    >
      {children}
    </tr>
  );
}
