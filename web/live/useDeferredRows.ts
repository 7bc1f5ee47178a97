import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { deferRows } from "./deferred-rows";

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
  const [kept, setKept] = useState<{ list: string; rows: readonly Row[] } | null>(null);
  const apply = () => setKept(null);
  const own = kept?.list === list ? kept : null;
  // Once kept in place, a list stays so while it is read again.
  if (rows === undefined || (own === null && !settled)) {
    if (kept !== null && own === null) setKept(null);
    return { rows, updates: 0, apply };
  }
  if (own === null) {
    setKept({ list, rows });
    return { rows, updates: 0, apply };
  }
  return { ...deferRows(own.rows, rows, idOf), apply };
}

/** Whether a query's rows are its own and no older than its opening: what came before may still be replaced. */
export const isSettled = (
  query: Pick<UseQueryResult, "isPlaceholderData" | "isFetchedAfterMount" | "isFetching">,
) => !query.isPlaceholderData && (query.isFetchedAfterMount || !query.isFetching);
