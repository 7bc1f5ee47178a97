import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emulatorConnection } from "../connections/emulator-connection.testing";
import type { OpenConnection } from "../connections/open-connection";
import {
  type Emulator,
  parseFault,
  singleInstanceId,
  startEmulator,
  tenThousandInstanceId,
} from "../emulator/index";
import { snapshotState } from "../emulator/snapshot-state.testing";
import { coverageOf } from "../store/coverage";
import { type TestStore, testEngines } from "../store/engines.testing";
import { wholeView } from "../store/view";
import { noopLease } from "./lease";
import { type Sync, startSync } from "./sync";

const engines = await testEngines();

describe.each(engines)("a snapshot without an id, on $name", (engine) => {
  let emulator: Emulator;
  let store: TestStore;
  let connection: OpenConnection;
  let sync: Sync;
  const now = () => emulator.clock.now();
  const coverage = () =>
    coverageOf(
      wholeView(store.index),
      [connection.connection.id],
      sync.states().map((state) => ({ ...state, workspace: "ALL" })),
      now(),
    );

  beforeEach(async () => {
    emulator = await startEmulator({ instances: 12 });
    emulator.data.deleteInstance(tenThousandInstanceId);
    store = await engine.open();
    connection = emulatorConnection(emulator);
    sync = startSync(store.index, [connection], noopLease, { now, running: false });
  });
  afterEach(async () => {
    await sync.close();
    await connection.client.close();
    await emulator.close();
    await store.drop();
  });

  it("leaves the coverage incomplete, is named, and costs no reading until it changes", async () => {
    emulator.data.addSnapshot(
      snapshotState({ snapshotId: "", steps: [{ at: now() - 60_000, status: "Failed" }] }),
    );
    await sync.once("cn-shanghai", "full");
    const incomplete = {
      complete: false,
      read: 11,
      failed: [{ instanceId: singleInstanceId, code: "upstream.rowWithoutId" }],
    };
    expect(await coverage()).toMatchObject(incomplete);
    // Were it read again, that would be refused and said so.
    emulator.faults.set([parseFault(`denied@${singleInstanceId}`)]);
    emulator.clock.advance(300_000);
    await sync.once("cn-shanghai", "incremental");
    expect(await coverage()).toMatchObject(incomplete);

    emulator.faults.set([]);
    emulator.data.deleteSnapshot(singleInstanceId, "");
    emulator.clock.advance(300_000);
    await sync.once("cn-shanghai", "incremental");
    expect(await coverage()).toMatchObject({ complete: true, failed: [] });
  });
});
