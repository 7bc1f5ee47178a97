import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "../http/app";
import { type TestStore, testEngines } from "../store/engines.testing";
import { noopLease } from "../sync/lease";
import { SimulatedAccount } from "../sync/simulated-account.testing";
import { type Sync, startSync } from "../sync/sync";

const now = () => Date.parse("2026-03-01T08:00:00Z");
const minute = 60_000;
const engines = await testEngines();

describe.each(engines)("a service with another clock, on $name", (engine) => {
  let test: TestStore;
  let sync: Sync;
  beforeEach(async () => {
    test = await engine.open();
  });
  afterEach(async () => {
    await sync.close();
    await test.drop();
  });

  /** What the failures of the last day are, with the service's clock so far ahead of ours. */
  async function failuresWith(clockOffsetMs: number) {
    const account = new SimulatedAccount(now);
    account.clockOffsetMs = clockOffsetMs;
    account.addSnapshot(account.addInstance(), "Failed");
    const connection = account.connection();
    sync = startSync(test.index, [connection], noopLease, { now, running: false });
    await sync.once("c", "full");
    const triage = { index: test.index, sync, catalogue: [] };
    const app = createApp({ connections: [connection], now, triage });
    // The failure is not older than its own time.
    account.clockOffsetMs += minute;
    const answer = await app.request("http://localhost/api/c/failures?period=24h");
    return { ...(await answer.json()), readAt: answer.headers.get("x-read-at") };
  }

  it("has its newest failures on the lists when it is ahead of ours", async () => {
    const list = await failuresWith(10 * minute);
    expect(list).toMatchObject({ pushes: 1, coverage: { complete: true } });
    expect(list.bins.at(-1)).toMatchObject({ failed: 1 });
    expect(list.readAt).toBe("2026-03-01T08:00:00.000Z");
  });

  it("has them there when it is behind ours, for as long as by its own clock", async () => {
    const list = await failuresWith(-10 * minute);
    expect(list).toMatchObject({ pushes: 1, to: "2026-03-01T07:55:00.000Z" });
  });
});
