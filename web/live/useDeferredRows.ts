import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { deferRows } from "./deferred-rows";

/**
 * Keeps a list's rows where they are while it refreshes by itself.
 * @param rows as they were just read; undefined until the first answer
 * @param list says which list it is: another one is shown at once
 * @param settled whether `rows` are the list's own and no older than its opening
 * @returns the rows to show, how many updates wait, and how to take them in
 */
export function useDeferredRows<Row>(
  rows: readonly Row[] | undefined,
  idOf: (row: Row) => string,
  list: string,
  settled: boolean,
) {
  const [held, setHeld] = useState<{ list: string; rows: readonly Row[] } | null>(null);
  const take = () => setHeld(null);
  const own = held?.list === list ? held : null;
  // Once held, a list stays held while it is read again.
  if (rows === undefined || (own === null && !settled)) {
    if (held !== null && own === null) setHeld(null);
    return { rows, updates: 0, take };
  }
  if (own === null) {
    setHeld({ list, rows });
    return { rows, updates: 0, take };
  }
  return { ...deferRows(own.rows, rows, idOf), take };
}

/** Whether a query's rows are its own and no older than its opening: what came before may still be replaced. */
export const isSettled = (
  query: Pick<UseQueryResult, "isPlaceholderData" | "isFetchedAfterMount" | "isFetching">,
) => !query.isPlaceholderData && (query.isFetchedAfterMount || !query.isFetching);
