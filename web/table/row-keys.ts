import type { KeyboardEvent } from "react";

/** The row that a key moves to from `index` among `count`; null when the key does not move. */
export function rowAfterKey(key: string, index: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return Math.min(index + 1, count - 1);
    case "ArrowUp":
      return Math.max(index - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** Moves the focus between the rows of a table's body. True when the key was one of its own. */
export function moveRowFocus(event: KeyboardEvent<HTMLTableRowElement>): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  const row = event.currentTarget;
  const rows = row.parentElement instanceof HTMLTableSectionElement ? row.parentElement.rows : null;
  if (rows === null) return false;
  const next = rowAfterKey(event.key, row.sectionRowIndex, rows.length);
  if (next === null) return false;
  event.preventDefault();
  rows[next]?.focus();
  return true;
}
