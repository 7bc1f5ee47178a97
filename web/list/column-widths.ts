import { createStore, type Store } from "../state/create-store";
import { onStored, readStored, writeStored } from "../state/stored";
import type { ColumnWidths } from "./size-columns";

/** The tables whose columns' widths are kept, each on its own. */
export type TableName = "instances" | "snapshots" | "pushes" | "atRisk";

const stores = new Map<TableName, Store<ColumnWidths>>();

/** The widths that a reader has chosen for a table's columns. This browser keeps them, and its tabs follow. */
export function columnWidthsOf(table: TableName): Store<ColumnWidths> {
  const known = stores.get(table);
  if (known) return known;
  const key = `widths.${table}`;
  const store = createStore(parseWidths(readStored(key)));
  onStored(key, (text) => store.set(parseWidths(text)));
  const kept = {
    ...store,
    set(widths: ColumnWidths) {
      writeStored(key, Object.keys(widths).length === 0 ? null : JSON.stringify(widths));
      store.set(widths);
    },
  };
  stores.set(table, kept);
  return kept;
}

/** The widths of a stored text, by whatever version it was stored; what is none is left out. */
export function parseWidths(text: string | null): ColumnWidths {
  try {
    const kept: unknown = JSON.parse(text ?? "{}");
    if (typeof kept !== "object" || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter(
        (entry): entry is [string, number] =>
          typeof entry[1] === "number" && entry[1] > 0 && entry[1] < 500,
      ),
    );
  } catch {
    return {};
  }
}
