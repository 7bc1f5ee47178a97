import { useState } from "react";
import type { Snapshot } from "../../server/contract";
import { holdRows } from "./held-rows";

interface Held {
  list: string;
  rows: readonly Snapshot[];
}

/**
 * Keeps a list's rows where they are while it refreshes by itself.
 * @param rows as they were just read; undefined until the first answer
 * @param list says which list it is: another one is shown at once
 * @param settled whether `rows` are the list's own and no older than its opening
 * @returns the rows to show, how many updates wait, and how to take them in
 */
export function useHeldRows(rows: readonly Snapshot[] | undefined, list: string, settled: boolean) {
  const [held, setHeld] = useState<Held | null>(null);
  const take = () => setHeld(null);
  const own = held?.list === list ? held : null;
  if (rows === undefined || !settled) {
    if (held !== null && own === null) setHeld(null);
    return { rows, updates: 0, take };
  }
  if (own === null) {
    setHeld({ list, rows });
    return { rows, updates: 0, take };
  }
  return { ...holdRows(own.rows, rows), take };
}
