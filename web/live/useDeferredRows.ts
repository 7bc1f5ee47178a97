import type { UseQueryResult } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { deferRows, inPlace, type PlacedRows } from "./deferred-rows";

/**
 * Keeps a list's rows where they are while it refreshes by itself.
 * @param rows as they were just read; undefined until the first answer
 * @param list says which list it is: another one is shown at once
 * @param settled whether `rows` are the list's own and no older than its opening
 * @returns the rows to show, how many updates wait, and how to apply them
 */
export function useDeferredRows<Row>(
  rows: readonly Row[] | undefined,
  idOf: (row: Row) => string,
  list: string,
  settled: boolean,
) {
  const read = useMemo(() => rows && inPlace(rows), [rows]);
  const { placed, updates, apply } = useDeferredPlaces(read, idOf, list, settled);
  return { rows: placed?.rows, updates, apply };
}

/** The same for a page of which only some rows are read: those read later take the places that are left. */
export function useDeferredPlaces<Row>(
  read: PlacedRows<Row> | undefined,
  idOf: (row: Row) => string,
  list: string,
  settled: boolean,
) {
  const [kept, setKept] = useState<{ list: string; placed: PlacedRows<Row> } | null>(null);
  const apply = () => setKept(null);
  const own = kept?.list === list ? kept : null;
  // Once kept in place, a list stays so while it is read again.
  if (read === undefined || (own === null && !settled)) {
    if (kept !== null && own === null) setKept(null);
    return { placed: read, updates: 0, apply };
  }
  if (own === null) {
    setKept({ list, placed: read });
    return { placed: read, updates: 0, apply };
  }
  const placed = deferRows(own.placed, read, idOf);
  if (placed.grown) setKept({ list, placed });
  return { placed, updates: placed.updates, apply };
}

/** Whether a query's rows are its own and no older than its opening: what came before may still be replaced. */
export const isSettled = (
  query: Pick<UseQueryResult, "isPlaceholderData" | "isFetchedAfterMount" | "isFetching">,
) => !query.isPlaceholderData && (query.isFetchedAfterMount || !query.isFetching);
