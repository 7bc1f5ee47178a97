import { clsx } from "clsx";
import { ArrowDownWideNarrow, ArrowUpNarrowWide } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "../i18n/translation";
import { IconButton } from "../ui/Button";
import { Select } from "../ui/Select";
import type { ColumnHead } from "./columns/column";
import { reversed, type Sorting } from "./sorting";

interface SortControlProps {
  columns: readonly ColumnHead[];
  /** The columns without room, by id. */
  dropped: ReadonlySet<string>;
  sorting: Sorting;
}

/** Sorting where headers are not in view: on a phone, and while columns that sort have no room. */
export function SortControl({
  columns,
  dropped,
  sorting: { by, order, onSort },
}: SortControlProps) {
  const { t } = useTranslation();
  const selectId = useId();
  const missing = columns.some(({ id, sorts }) => sorts !== undefined && dropped.has(id));
  return (
    <div data-sorts className={clsx("flex min-w-0 items-center", !missing && "md:hidden")}>
      <label htmlFor={selectId} className="me-2 shrink-0 text-muted">
        {t("list.sortBy")}
      </label>
      <Select id={selectId} value={by} onChange={(event) => onSort(event.target.value, order)}>
        {columns
          .filter(({ sorts }) => sorts !== undefined)
          .map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
      </Select>
      <IconButton
        icon={order === "asc" ? ArrowUpNarrowWide : ArrowDownWideNarrow}
        label={t(order === "asc" ? "list.ascending" : "list.descending")}
        onClick={() => onSort(by, reversed(order))}
      />
    </div>
  );
}
