import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plainInstance, plainSnapshot } from "../contract/rows.testing";
import { type TestStore, testEngines } from "./engines.testing";
import { saveInstances } from "./instances";
import { saveFailure, saveHistory } from "./save-history";
import { finishRun, startRun } from "./sync-runs";
import { wholeView } from "./view";

const engines = await testEngines();

describe.each(engines)("the version of what the index has, on $name", (engine) => {
  let test: TestStore;
  beforeEach(async () => {
    test = await engine.open();
  });
  afterEach(() => test.drop());

  it("is another one after every change of a connection, and only then", async () => {
    const { index } = test;
    const version = (...ids: string[]) => wholeView(index).version(ids);
    await saveInstances(index, "c", [plainInstance("dsw-a", "a")], 1_000);
    await saveInstances(index, "d", [plainInstance("dsw-a", "a")], 1_000);
    const seen = [await version("c")];
    const [other, both] = [await version("d"), await version("c", "d")];
    const run = await startRun(index, "c", "full", 1);
    const counts = { instances: 1, calls: 1, throttled: 0, failed: 0 };
    const image = { connection: "c", instance_id: "dsw-a", image_id: "i" };
    const change = {
      connection: "c",
      group_key: "g",
      changed_at: 5,
      status: "acknowledged" as const,
      ...{ muted_until: null, until_grows: 0, worst_day: null, note: null, link: null, who: null },
    };
    const changes = [
      () => saveInstances(index, "c", [plainInstance("dsw-b", "b")], 1_000),
      () =>
        saveHistory(index, "c", "dsw-a", {
          items: [plainSnapshot("dsw-a", "snp-1")],
          readAt: 2_000,
          requestId: null,
        }),
      () => saveHistory(index, "c", "dsw-a", { items: [], readAt: 3_000, requestId: null }),
      () => saveFailure(index, "c", "dsw-a", { code: "x", requestId: null, at: 3_000 }),
      () =>
        index.db
          .insertInto("images")
          .values({ ...image, state: "gone", size_gb: null, read_at: 4 })
          .execute(),
      () => index.db.insertInto("triage_changes").values(change).execute(),
      () => finishRun(index, run, { finishedAt: 9, ...counts }),
    ];
    for (const write of changes) {
      await write();
      seen.push(await version("c"));
      expect(await version("c")).toBe(seen.at(-1));
    }
    expect(new Set(seen).size).toBe(changes.length + 1);
    expect(await version("d")).toBe(other);
    expect(await version("c", "d")).not.toBe(both);
  });
});
