import {
  columnVisibilityFeature,
  type RowData,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import type { Column } from "./columns/column";

/** Sorting and paging happen on the server, over the whole set. */
const features = tableFeatures({ columnVisibilityFeature });
const noRows: never[] = [];

/** Which rows and columns of a list are shown, by TanStack Table. */
export function useListTable<Row extends RowData>(
  columns: readonly Column<Row>[],
  rows: readonly Row[] | undefined,
  rowId: (row: Row) => string,
  hidden: readonly string[],
) {
  const table = useTable({
    features,
    columns: useMemo(() => columns.map(({ id }) => ({ id })), [columns]),
    data: rows ?? noRows,
    getRowId: rowId,
    state: {
      columnVisibility: useMemo(
        () => Object.fromEntries(hidden.map((id) => [id, false])),
        [hidden],
      ),
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is visible follows from these two
  const shown = useMemo(
    () => columns.filter(({ id }) => table.getColumn(id)?.getIsVisible()),
    [columns, hidden],
  );
  return { columns: shown, rows: table.getRowModel().rows };
}
