import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TestStore, testEngines } from "./engines.testing";
import { exchangeStates, leaveReplicas } from "./replicas";
import type { SyncState } from "./sync-runs";

const postgres = (await testEngines()).find(({ name }) => name === "PostgreSQL");

const stateOf = (connection: string, more: Partial<SyncState> = {}): SyncState => ({
  connection,
  phase: "incremental",
  done: 1,
  total: 2,
  calls: 3,
  perMinute: 4,
  throttled: 5,
  startedAt: 6,
  nextAt: null,
  error: null,
  refused: { workspace: "1042" },
  ...more,
});

describe.skipIf(postgres === undefined)("replicas", () => {
  let test: TestStore;
  beforeEach(async () => {
    if (!postgres) throw new Error("no PostgreSQL");
    test = await postgres.open();
  });
  afterEach(() => test.drop());

  it("hear of each other, and what each says of its connections last", async () => {
    const { index } = test;
    const failed = stateOf("x", { phase: "idle", error: "upstream.permission", nextAt: 7 });
    expect(await exchangeStates(index, "a", [stateOf("x"), stateOf("y")])).toEqual({
      live: 1,
      states: [],
    });
    const { live, states } = await exchangeStates(index, "b", []);
    expect(live).toBe(2);
    expect(states.sort((a, b) => a.connection.localeCompare(b.connection))).toEqual([
      stateOf("x"),
      stateOf("y"),
    ]);
    await exchangeStates(index, "b", [failed]);
    expect(await exchangeStates(index, "a", [])).toEqual({ live: 2, states: [failed] });
  });

  it("are not heard of when they have left, or have not been seen for long", async () => {
    const { index } = test;
    await exchangeStates(index, "left", [stateOf("x")]);
    await exchangeStates(index, "dead", [stateOf("y")]);
    await leaveReplicas(index, "left");
    await index.db
      .updateTable("replicas")
      .set((eb) => ({ seen_at: eb("seen_at", "-", 21_000) }))
      .where("id", "=", "dead")
      .execute();
    expect(await exchangeStates(index, "a", [])).toEqual({ live: 1, states: [] });
    await exchangeStates(index, "dead", []);
    expect(await exchangeStates(index, "a", [])).toEqual({ live: 2, states: [stateOf("y")] });
  });

  it("do not stumble over what another release has written", async () => {
    const { index } = test;
    await exchangeStates(index, "b", [stateOf("x")]);
    for (const state of ['{"phase":"a phase of the future"}', "not JSON"]) {
      await index.db.updateTable("sync_states").set({ state }).execute();
      expect(await exchangeStates(index, "a", [])).toEqual({ live: 2, states: [] });
    }
  });
});
