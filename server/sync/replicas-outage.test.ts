import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TestStore, testEngines } from "../store/engines.testing";
import { databaseError, faultyIndex } from "../store/faulty-index.testing";
import { idleSync, type SyncState } from "../store/sync-runs";
import { createReplicas, type Replicas } from "./replicas";

const postgres = (await testEngines()).find(({ name }) => name === "PostgreSQL");

const state: SyncState = { ...idleSync("c"), error: "upstream.permission" };

describe.skipIf(postgres === undefined)("a replica", () => {
  let test: TestStore;
  const running: Replicas[] = [];
  beforeEach(async () => {
    if (!postgres) throw new Error("no PostgreSQL");
    test = await postgres.open();
  });
  afterEach(async () => {
    for (const replicas of running.splice(0)) await replicas.close();
    await test.drop();
  });

  it("keeps to the number it knew while the database is away, forgets what was said, and hears again", async () => {
    let elapsed = 100_000;
    let isAway = false;
    let refused = 0;
    const shares: number[] = [];
    const index = faultyIndex(test.index, {
      before: () => {
        if (!isAway) return;
        refused++;
        throw databaseError("Connection terminated");
      },
    });
    const other = createReplicas(test.index, { everyMs: 10 });
    const own = createReplicas(index, {
      everyMs: 10,
      elapsed: () => elapsed,
      onLive: (live) => shares.push(live),
    });
    running.push(own, other);
    await own.begin(
      () => [],
      async () => {},
    );
    expect([own.live(), own.stateOf("c")]).toEqual([1, null]);
    await other.begin(
      () => [state],
      async () => {},
    );
    await expect.poll(() => own.stateOf("c")).toEqual(state);
    expect(own.live()).toBe(2);

    isAway = true;
    await expect.poll(() => refused).toBeGreaterThan(2);
    elapsed += 21_000;
    expect([own.live(), own.stateOf("c")]).toEqual([2, null]);
    isAway = false;
    await expect.poll(() => own.stateOf("c")).toEqual(state);

    await other.close();
    await expect.poll(() => own.live()).toBe(1);
    expect(shares.at(-1)).toBe(1);
  });
});
