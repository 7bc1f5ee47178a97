import { sql, type Transaction } from "kysely";
import { dayMs } from "../triage/zoned-bins";
import type { IndexDatabase } from "./schema";
import { slices } from "./upsert";
import type { IndexView } from "./view";

/** The UTC day of a moment, counted from the epoch. */
export const dayOf = (at: number) => Math.floor(at / dayMs);

/**
 * Counts a change of the days that some moments are in. It comes last in a transaction, and in the order of
 * the days: two writers that wait for each other's days then never wait in a circle.
 * @param times when the changed snapshots happened, before the change and after it
 */
export async function noteChangedDays(
  trx: Transaction<IndexDatabase>,
  connection: string,
  times: Iterable<number>,
): Promise<void> {
  const days = new Set<number>();
  for (const at of times) days.add(dayOf(at));
  const rows = [...days].sort((a, b) => a - b).map((day) => ({ connection, day, changes: 1 }));
  for (const some of slices(rows)) {
    await trx
      .insertInto("changed_days")
      .values(some)
      .onConflict((conflict) =>
        conflict
          .columns(["connection", "day"])
          .doUpdateSet({ changes: sql`changed_days.changes + 1` }),
      )
      .execute();
  }
}

/** How often a day of a connection has changed. */
export type DayChanges = (connection: string, day: number) => number;

/** The changes so far of the days that a span touches; `to` is not part of it. */
export async function changesOfDays(
  view: IndexView,
  connections: readonly string[],
  { from, to }: { from: number; to: number },
): Promise<DayChanges> {
  if (connections.length === 0) return () => 0;
  const rows = await view
    .changedDays()
    .select(["connection", "day", "changes"])
    .where("connection", "in", connections)
    .where("day", ">=", dayOf(from))
    .where("day", "<=", dayOf(to - 1))
    .execute();
  const changes = new Map(rows.map((row) => [`${row.day} ${row.connection}`, row.changes]));
  return (connection, day) => changes.get(`${day} ${connection}`) ?? 0;
}
