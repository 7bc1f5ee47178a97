import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { plainSnapshot } from "../contract/rows.testing";
import { testEngines } from "./engines.testing";
import { saveHistory } from "./save-history";
import { slices } from "./upsert";

describe("rows in parts that one statement takes", () => {
  it("are all the rows, in their order", () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => n);
    for (let count = 0; count <= rows.length; count++) {
      expect([...slices(rows.slice(0, count))].flat()).toEqual(rows.slice(0, count));
    }
  });

  it("leave few statements in memory, however many snapshots histories have", async () => {
    const [libsql] = await testEngines();
    const test = await libsql?.open();
    if (test === undefined) throw new Error("there is no embedded engine");
    onTestFinished(() => test.drop());
    for (let count = 1; count <= 100; count++) {
      const items = Array.from({ length: count }, (_, n) =>
        plainSnapshot(`dsw-${count}`, `s-${n}`),
      );
      await saveHistory(test.index, "c", `dsw-${count}`, { items, readAt: 0, requestId: null });
    }
    const kept = await test.index.db.transaction().execute((trx) =>
      sql<{ texts: number }>`
          select count(distinct sql) as texts from sqlite_stmt where sql like 'insert into "snapshots"%'
        `.execute(trx),
    );
    // One for 1, 2, 4 rows and so on up to 64.
    expect(kept.rows).toEqual([{ texts: 7 }]);
  });
});
