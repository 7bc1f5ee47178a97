import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emulatorConnection } from "../connections/emulator-connection.testing";
import type { OpenConnection } from "../connections/open-connection";
import {
  type Emulator,
  parseFault,
  type Role,
  startEmulator,
  tenThousandInstanceId,
} from "../emulator/index";
import { type TestStore, testEngines } from "../store/engines.testing";
import { noopLease } from "../sync/lease";
import { type Sync, startSync } from "../sync/sync";
import { builtInCauses } from "../triage/causes-catalogue";
import { createApp } from "./app";

const engines = await testEngines();

describe.each(engines)("what a credential is shown, on $name", (engine) => {
  let emulator: Emulator;
  let store: TestStore;
  let connection: OpenConnection;
  let sync: Sync;
  let app: ReturnType<typeof createApp>;

  async function begin(role: Role) {
    emulator = await startEmulator({ instances: 40, role });
    // Ten thousand rows in one history prove nothing here that thirty do not.
    emulator.data.deleteInstance(tenThousandInstanceId);
    connection = emulatorConnection(emulator);
    const now = () => emulator.clock.now();
    sync = startSync(store.index, [connection], noopLease, { now, running: false });
    const triage = { index: store.index, sync, catalogue: builtInCauses };
    app = createApp({ connections: [connection], now, triage });
  }
  const ask = async (path: string) => {
    const response = await app.request(`http://localhost/api${path}`);
    expect(response.status).toBe(200);
    return response;
  };
  const visibility = async () =>
    (await (await ask("/cn-shanghai/failures")).json()).coverage.visibility;

  beforeEach(async () => {
    store = await engine.open();
  });
  afterEach(async () => {
    await sync.close();
    await connection.client.close();
    await emulator.close();
    await store.drop();
  });

  it.each([
    ["admin", "everything", "all instances, including other people's private ones"],
    ["member", "ownAndPublic", "other people's private ones are not listed"],
  ] as const)(
    "is told for an account's %s, in answers, files and reports",
    async (role, scope, words) => {
      await begin(role);
      await sync.once("cn-shanghai", "full");
      expect(await visibility()).toEqual([{ connection: "cn-shanghai", scope, workspace: null }]);
      const list = await (await ask("/cn-shanghai/instances?facets=whole")).json();
      expect(list.facets.visibility).toBe(scope);
      for (const file of ["exports/failures", "exports/at-risk", "exports/instances"]) {
        const linesOf = async (query: string) =>
          (await (await ask(`/cn-shanghai/${file}?comments=on${query}`)).text()).split("\r\n");
        expect((await linesOf(""))[0]).toContain(words);
        const chinese = await linesOf("&language=zh-CN");
        const said = `${chinese[0]}${chinese.at(-2)}`;
        expect(said).toMatch(/实例.*# \d+ 行；SHA-256 校验值 [0-9a-f]{64}$/);
        // Chinese throughout: only names, ids and the digest are in other letters.
        expect(said.replace(/cn-shanghai|（UTC）|SHA-256 校验值 [0-9a-f]{64}/g, "")).not.toMatch(
          /[a-z]/i,
        );
      }
      const { groups } = await (await ask("/cn-shanghai/failures?period=30d")).json();
      const report = `/cn-shanghai/failures/incident-report?period=30d&group=${groups[0].key}&base=https://deck.example.com`;
      expect((await (await ask(report)).json()).json.coverage).toContain(words);
    },
  );

  it("is refused by a workspace, which is named, and the account is not", async () => {
    await begin("admin");
    await sync.once("cn-shanghai", "full");
    emulator.faults.set([parseFault("workspace")]);
    emulator.clock.advance(600_000);
    await sync.once("cn-shanghai", "reconcile").catch(() => {});
    const [refused] = await visibility();
    expect(refused).toMatchObject({ scope: "refused", workspace: expect.stringMatching(/^\d+$/) });
    emulator.faults.set([]);
    await sync.once("cn-shanghai", "reconcile");
    expect(await visibility()).toMatchObject([{ scope: "everything" }]);
  });
});
