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
  selected: boolean;
  /** Selects it, or no longer; as a range, all up to it. Absent where rows are not selected, or while it is not read. */
  onSelect?: ((range: boolean) => void) | undefined;
  onFocus: () => void;
  /** Moves the focus to another row. */
  onMove: (index: number) => void;
  children: ReactNode;
}

/** Along the side of the row. */
const sideLine = {
  open: "[&>:first-child]:shadow-[inset_2px_0_0_var(--text)]",
  marked: "[&>:first-child]:shadow-[inset_2px_0_0_var(--info)]",
};

/** The line below a row, which its cells draw once it has them. */
export const lineWithoutCells = "shadow-[inset_0_-1px_0_var(--line)]";

/** Cells that stay where the table is scrolled lie over the row's outline: they draw their part of it. */
const focusLine =
  "focus-visible:[&>.sticky]:border-accent focus-visible:[&>.sticky]:shadow-[inset_0_2px_var(--accent),inset_0_-1px_var(--accent)] focus-visible:[&>.sticky:first-child]:shadow-[inset_2px_0_var(--accent),inset_0_2px_var(--accent),inset_0_-1px_var(--accent)]";

/** A row of a table, which behaves as the link in its first cell. */
export function BodyRow(props: BodyRowProps) {
  const { place, open, marked, selected, onSelect } = props;
  const link = useRowLink();
  const keyDown = (event: KeyboardEvent<HTMLTableRowElement>) => {
    const withModifier = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    const next = withModifier ? null : rowAfterKey(event.key, place.index, place.count);
    if (next !== null) {
      event.preventDefault();
      props.onMove(next);
    } else if (event.key === " " && onSelect && event.target === event.currentTarget) {
      event.preventDefault();
      onSelect(event.shiftKey);
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
        "group/row scroll-mt-10 cursor-pointer outline-offset-[-2px] transition-[background-color] print:break-inside-avoid",
        !open && !selected && "hover:bg-hover",
        !open && !selected && !marked && "bg-surface",
        selected && !open && "bg-chosen",
        marked && !open && !selected && "bg-info-tint",
        marked && !open && sideLine.marked,
        props.id === undefined && lineWithoutCells,
        open && ["bg-chosen", sideLine.open],
        focusLine,
      )}
    >
      {props.children}
    </tr>
  );
}
