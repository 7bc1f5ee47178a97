import { ArrowDownWideNarrow, ArrowUpNarrowWide } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/Button";
import { Select } from "../ui/Select";
import type { ColumnHead } from "./columns/column";
import { reversed, type Sorting } from "./sorting";

interface SortControlProps {
  columns: readonly ColumnHead[];
  sorting: Sorting;
}

/** Sorting for a phone, where most headers are not in view. */
export function SortControl({ columns, sorting: { by, order, onSort } }: SortControlProps) {
  const { t } = useTranslation();
  return (
    <div className="flex min-w-0 items-center md:hidden">
      <Select
        aria-label={t("list.sortBy")}
        value={by}
        onChange={(event) => onSort(event.target.value, order)}
      >
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
