import type { Instance } from "../contract";
import { type InstanceRow, instanceColumnList } from "./columns";
import { forgetInstances } from "./kept-of-instances";
import type { SnapshotIndex } from "./open";
import { instanceRow } from "./rows";
import { mapInTurns } from "./turns";
import { excluded, newestOfEach, reportRefused, rowRefused, writeEach } from "./upsert";

/** What a list entry says anew at every reading; what is known of the history stays. */
const rewritten = instanceColumnList
  .filter(({ role }) => role !== "key" && role !== "kept")
  .map(({ name }) => name);

/**
 * Saves list entries; what is known of their histories stays. An entry that the database refuses is
 * kept by its id alone, with `index.rowRefused` as its error.
 * @returns the ids of the entries that were refused
 */
export async function saveInstances(
  index: SnapshotIndex,
  connection: string,
  instances: readonly Instance[],
  readAt: number,
): Promise<string[]> {
  const rows = newestOfEach(
    await mapInTurns(instances, (instance) => instanceRow(connection, instance, readAt)),
    (row) => row.instance_id,
  );
  const refused = await index.db.transaction().execute(async (trx) => {
    const write = (names: readonly string[]) => (some: InstanceRow[]) =>
      trx
        .insertInto("instances")
        .values(some)
        .onConflict((conflict) =>
          conflict.columns(["connection", "instance_id"]).doUpdateSet(excluded(names)),
        )
        .execute();
    const whole = await writeEach(trx, rows, write(rewritten));
    const byId = whole.map((row) => idAlone(row, readAt));
    await writeEach(trx, byId, write(["read_at", "gone_at", "error_code", "error_at"]));
    return whole.map((row) => row.instance_id);
  });
  forgetInstances(index);
  reportRefused(refused.map((id) => `the instance ${id}`));
  return refused;
}

const idAlone = (row: InstanceRow, at: number): InstanceRow => ({
  ...row,
  ...Object.fromEntries(
    instanceColumnList.filter(({ role }) => role === "upstream").map(({ name }) => [name, null]),
  ),
  hint: "",
  error_code: rowRefused,
  error_at: at,
});
