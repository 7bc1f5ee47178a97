import { clsx } from "clsx";
import type { KeyboardEvent, ReactNode } from "react";
import { rowAfterKey } from "./row-keys";
import { useRowLink } from "./row-link";

interface BodyRowProps {
  /** Undefined while the row is not read. */
  id: string | undefined;
  /** Which row it is of how many, counted from 0; as ARIA counts it where others are left out. */
  place: { index: number; count: number; ariaRowIndex?: number };
  /** In the tab order; one row of the table is. */
  reachable: boolean;
  /** Shown in the drawer. */
  open: boolean;
  /** Changed its status while it was on show. */
  marked: boolean;
  onFocus: () => void;
  /** Moves the focus to another row. */
  onMove: (index: number) => void;
  children: ReactNode;
}

/** A row of a table, which behaves as the link in its first cell. */
export function BodyRow(props: BodyRowProps) {
  const { place, open, marked } = props;
  const link = useRowLink();
  const keyDown = (event: KeyboardEvent<HTMLTableRowElement>) => {
    const withModifier = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    const next = withModifier ? null : rowAfterKey(event.key, place.index, place.count);
    if (next !== null) {
      event.preventDefault();
      props.onMove(next);
    } else link.onKeyDown(event);
  };
  return (
    <tr
      id={props.id}
      aria-rowindex={place.ariaRowIndex}
      tabIndex={props.reachable ? 0 : -1}
      aria-current={open ? "true" : undefined}
      {...link}
      onKeyDown={keyDown}
      onFocus={props.onFocus}
      className={clsx(
        "group/row scroll-mt-10 cursor-pointer outline-offset-[-2px] transition-colors print:break-inside-avoid",
        !open && "hover:bg-hover",
        !open && !marked && "bg-surface",
        marked && !open && "bg-info-tint [&>th]:shadow-[inset_2px_0_0_var(--info)]",
        // The line that its cells draw once it is read.
        props.id === undefined && "shadow-[inset_0_-1px_0_var(--line)]",
        open && "bg-chosen [&>th]:shadow-[inset_2px_0_0_var(--text)]",
      )}
    >
      {props.children}
    </tr>
  );
}
