import {
  type ColumnDef,
  columnVisibilityFeature,
  metaHelper,
  type RowData,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";

/** What a column says about itself beside its cells. */
export interface ColumnMeta {
  /** Its words, in the header and in the menu of columns. */
  label: string;
  /** Tailwind width classes; columns without share what is left. */
  width?: string;
  align?: "end";
  /** Stays on a phone, where the row's first cell tells the rest. */
  phone?: true;
}

/** What the app's tables do. Sorting and paging happen on the server, over the whole set. */
export const features = tableFeatures({
  columnVisibilityFeature,
  rowSortingFeature,
  columnMeta: metaHelper<ColumnMeta>(),
});

export type Features = typeof features;
export type Columns<Row extends RowData> = ColumnDef<Features, Row>[];
