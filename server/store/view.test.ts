import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { letsThrough, type Viewer } from "../access/viewer";
import { plainInstance } from "../contract/rows.testing";
import { type TestStore, testEngines } from "./engines.testing";
import { saveInstances } from "./instances";
import { searchInstances } from "./search-instances";
import { viewOf, wholeView } from "./view";

const engines = await testEngines();

describe.each(engines)("a view of the index on $name", (engine) => {
  let store: TestStore;
  const values = [null, "1", "2", "3"];
  const instances = values.flatMap((workspaceId) =>
    values.map((userId) => ({
      ...plainInstance(`dsw-${workspaceId}-${userId}`, "an instance"),
      workspaceId,
      userId,
    })),
  );
  beforeAll(async () => {
    store = await engine.open();
    for (const connection of ["a", "b"]) await saveInstances(store.index, connection, instances, 0);
  });
  afterAll(() => store.drop());

  const ruleArb = fc.record({
    workspaces: fc.option(fc.subarray(["1", "2", "3", "4"])),
    owner: fc.option(fc.constantFrom("1", "2", "4")),
  });
  const scopeArb = fc.option(
    fc.oneof(fc.constant("whole" as const), fc.array(ruleArb, { maxLength: 3 })),
  );

  it("has the instances that the rules let through, of each connection", async () => {
    await fc.assert(
      fc.asyncProperty(scopeArb, scopeArb, async (a, b) => {
        const viewer: Viewer = {
          id: "x",
          name: "x",
          operator: false,
          owner: null,
          readOnly: false,
          scopeOf: (connection) => (connection === "a" ? a : connection === "b" ? b : null),
        };
        const rows = await viewOf(store.index, viewer)
          .instances(["a", "b", "c"])
          .select(["connection", "instance_id"])
          .execute();
        const known = ["a", "b"].flatMap((connection) =>
          instances
            .filter((one) => letsThrough(viewer.scopeOf(connection) ?? [], one))
            .map(({ instanceId }) => `${connection} ${instanceId}`),
        );
        const told = rows.map((row) => `${row.connection} ${row.instance_id}`);
        expect(told.sort()).toEqual(known.sort());
      }),
      { numRuns: 60 },
    );
  });

  it("is the only way to ask: a query of the index itself does not compile", async () => {
    // @ts-expect-error The index has rows that not everybody may see.
    await expect(searchInstances(store.index, ["a"], "dsw")).rejects.toThrow();
    expect(await searchInstances(wholeView(store.index), ["a"], "dsw")).not.toEqual([]);
  });
});
