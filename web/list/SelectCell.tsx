import { clsx } from "clsx";
import { useEffect, useRef } from "react";
import { useTranslation } from "../i18n/translation";
import type { RowSelection } from "./useSelection";

/** Rem that the column of checkboxes takes; `w-10`. */
export const selectColumnRem = 2.5;

/** Stays where the table is scrolled sideways; paper has no use for it. */
const cellClass = "sticky start-0 w-10 border-line border-b print:hidden";
const labelClass = "absolute inset-0 flex cursor-pointer select-none items-center ps-4";
const boxClass = "size-3.5 cursor-pointer accent-accent";

interface SelectCellProps {
  height: string;
  /** The row, in words. */
  label: string;
  checked: boolean;
  onToggle: (range: boolean) => void;
}

/** The checkbox of a row. The keyboard selects by the row itself. */
export function SelectCell({ height, label, checked, onToggle }: SelectCellProps) {
  const { t } = useTranslation();
  return (
    <td className={clsx(cellClass, height, "z-cell bg-inherit")}>
      <label
        className={labelClass}
        // With Shift held the browser would select the text up to here.
        onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      >
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t("selection.row", { name: label })}
          checked={checked}
          onChange={({ nativeEvent }) =>
            onToggle(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
          }
          className={boxClass}
        />
      </label>
    </td>
  );
}

/** Keeps the column where a row is not read yet. */
export const SelectPlace = ({ height }: { height?: string }) => (
  <td className={clsx(cellClass, height)} />
);

/** The checkbox of all rows of the page. */
export function SelectPageCell({ page, togglePage }: Pick<RowSelection, "page" | "togglePage">) {
  const { t } = useTranslation();
  const label = t("selection.page");
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = page === "some";
  }, [page]);
  return (
    <th scope="col" className={clsx(cellClass, "top-0 z-head-first h-9 bg-surface")}>
      <label
        className={clsx(labelClass, togglePage === null && "cursor-default!")}
        title={togglePage === null ? t("selection.pageTooLong") : label}
      >
        <input
          ref={box}
          type="checkbox"
          aria-label={label}
          checked={page === "all"}
          disabled={togglePage === null}
          onChange={() => togglePage?.()}
          className={boxClass}
        />
      </label>
    </th>
  );
}
