import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plainInstance } from "../contract/rows.testing";
import { type TestStore, testEngines } from "../store/engines.testing";
import { databaseError, faultyIndex } from "../store/faulty-index.testing";
import { saveInstances } from "../store/instances";
import { saveFailure } from "../store/save-history";
import { createBackfill } from "./backfill";

const at = Date.parse("2026-03-01T08:00:00Z");
const engines = await testEngines();

describe.each(engines)("the backfill on $name", (engine) => {
  let test: TestStore;
  beforeEach(async () => {
    test = await engine.open();
    await saveInstances(test.index, "c", [plainInstance("a", "A"), plainInstance("b", "B")], at);
    for (const id of ["a", "b"]) {
      await saveFailure(test.index, "c", id, { code: "upstream.timeout", requestId: null, at });
    }
  });
  afterEach(() => test.drop());

  const history = { items: [], readAt: at, requestId: null };
  const failed = async () => {
    const rows = await test.index.db
      .selectFrom("instances")
      .select("instance_id as id")
      .where("error_code", "is not", null)
      .orderBy("id")
      .execute();
    return rows.map(({ id }) => id);
  };

  it("takes in what was read live, and goes on after what the database refuses", async () => {
    let statements = 0;
    const index = faultyIndex(test.index, {
      before: () => {
        if (++statements === 1) throw databaseError("Connection terminated");
      },
    });
    const backfill = createBackfill(index);
    backfill.add("c", "a", history);
    backfill.add("c", "b", history);
    await backfill.settled();
    expect(await failed()).toEqual(["a"]);
    backfill.add("c", "a", history);
    await backfill.settled();
    expect(await failed()).toEqual([]);
  });

  it("returns at once and keeps few waiting while the database is busy", async () => {
    let statements = 0;
    const index = faultyIndex(test.index, { before: () => statements++ });
    const backfill = createBackfill(index);
    for (let n = 0; n < 1_000; n++) backfill.add("c", `unknown-${n}`, history);
    expect(statements).toBeLessThanOrEqual(1);
    await backfill.settled();
    expect(statements).toBe(20);
  });
});
