import type { RowData } from "@tanstack/react-table";
import { ArrowDownWideNarrow, ArrowUpNarrowWide } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Order } from "../../server/contract";
import { IconButton } from "../ui/Button";
import { Select } from "../ui/Select";
import type { Columns } from "./table-features";

interface SortControlProps<Row extends RowData> {
  columns: Columns<Row>;
  sort: string;
  order: Order;
  onSort: (sort: string, order: Order) => void;
}

/** Sorting for a phone, where most headers are not in view. */
export function SortControl<Row extends RowData>(props: SortControlProps<Row>) {
  const { columns, sort, order, onSort } = props;
  const { t } = useTranslation();
  const sortable = columns.filter((column) => "accessorKey" in column || "accessorFn" in column);
  return (
    <div className="flex min-w-0 items-center md:hidden">
      <Select
        aria-label={t("list.sortBy")}
        value={sort}
        onChange={(event) => onSort(event.target.value, order)}
      >
        {sortable.map(({ id, meta }) => (
          <option key={id} value={id}>
            {meta?.label}
          </option>
        ))}
      </Select>
      <IconButton
        icon={order === "asc" ? ArrowUpNarrowWide : ArrowDownWideNarrow}
        label={t(order === "asc" ? "list.ascending" : "list.descending")}
        onClick={() => onSort(sort, order === "asc" ? "desc" : "asc")}
      />
    </div>
  );
}
