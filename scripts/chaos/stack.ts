import { setTimeout as wait } from "node:timers/promises";
import { openConnection } from "../../server/connections/open-connection";
import { fixedCredential } from "../../server/dsw";
import { type Emulator, startEmulator, stepAt, tenThousandInstanceId } from "../../server/emulator";
import { createApp } from "../../server/http/app";
import type { Engine, TestStore } from "../../server/store/engines.testing";
import { openIndex, type SnapshotIndex } from "../../server/store/open";
import { noopLease } from "../../server/sync/lease";
import { type Sync, startSync } from "../../server/sync/sync";
import { startTcpProxy, type TcpProxy } from "../../server/tcp-proxy.testing";
import { builtInCauses } from "../../server/triage/causes-catalogue";

/** A server over an emulator, whose database a scenario can disturb. */
export interface Stack {
  emulator: Emulator;
  sync: Sync;
  /** To the database past the proxy. */
  direct: SnapshotIndex;
  /** Between the server and PostgreSQL; null on the embedded engine. */
  proxy: TcpProxy | null;
  /** Of the embedded engine's file; empty on PostgreSQL. */
  folder: string;
  /** What an operator was told. */
  said: string[];
  /** What a reader is told, in a few words. */
  look(): Promise<string>;
  /** Whether the coverage says that all of the account is known. */
  isComplete(): Promise<boolean>;
  /** Snapshots of the account that the index lacks. */
  lost(): Promise<string[]>;
  close(): Promise<void>;
}

/** How long a reader is kept waiting at most before that counts as no answer. */
const answerWithinMs = 3_000;

/**
 * Starts a stack; its sync begins at once.
 * @param speed how many times faster than real time the sync's waits pass
 */
export async function startStack(engine: Engine, speed: number): Promise<Stack> {
  const store = await engine.open();
  const emulator = await startEmulator({ instances: 60 });
  emulator.clock.set(emulator.clock.now());
  emulator.data.deleteInstance(tenThousandInstanceId);
  const proxy = store.databaseUrl === null ? null : await startTcpProxy(store.databaseUrl, 5432);
  const index =
    proxy === null ? store.index : await openIndex({ databaseUrl: proxy.url, folder: "" });

  const startedAt = performance.now();
  const elapsed = () => Math.round((performance.now() - startedAt) * speed);
  const now = () => emulator.clock.now() + elapsed();
  const connection = openConnection(
    {
      connection: { id: "c", label: "c", region: "c", kind: "emulator", workspace: "ALL" },
      endpoint: emulator.url,
      imageEndpoint: emulator.url,
      credentials: fixedCredential("emulator", emulator),
      rate: 100,
      burst: 20,
    },
    now,
  );
  const said: string[] = [];
  const sync = startSync(index, [connection], noopLease, {
    now,
    elapsed,
    say: (line) => said.push(line),
    sleep: (ms, signal) => wait(ms / speed, undefined, { signal }).catch(() => {}),
  });
  const triage = { index, sync, catalogue: builtInCauses };
  const app = createApp({ connections: [connection], now, triage });
  const ask = async (path: string) => {
    const answer = Promise.resolve(app.request(`http://localhost/api/c/${path}`));
    const response = await Promise.race([answer, wait(answerWithinMs, null, { ref: false })]);
    return response && { status: response.status, body: await response.json() };
  };
  const coverage = async () => (await ask("failures"))?.body.coverage;

  return {
    emulator,
    sync,
    direct: store.index,
    proxy,
    folder: store.folder,
    said,
    async look() {
      const id = emulator.data.instances()[0]?.instanceId;
      const live = await ask(`instances/${id}/snapshots?counts=whole`);
      const failures = await ask("failures");
      return `live pages ${outcomeOf(live)}; failures ${outcomeOf(failures)}`;
    },
    isComplete: async () => (await coverage())?.complete === true,
    lost: () => lostSnapshots(store, emulator),
    async close() {
      await sync.close();
      if (proxy !== null) await index.close();
      await proxy?.close();
      await connection.client.close();
      await store.drop();
      await emulator.close();
    },
  };
}

type Answer = { status: number; body: { code?: string; coverage?: { complete: boolean } } } | null;

function outcomeOf(answer: Answer): string {
  if (answer === null) return `give no answer within ${answerWithinMs / 1000} s`;
  if (answer.status !== 200) return `say \`${answer.body.code}\``;
  const { coverage } = answer.body;
  if (coverage === undefined) return "work";
  return coverage.complete ? "say that all is known" : "say that they are not complete";
}

async function lostSnapshots({ index }: TestStore, emulator: Emulator): Promise<string[]> {
  const rows = await index.db
    .selectFrom("snapshots")
    .select("snapshot_id as id")
    .where("gone_at", "is", null)
    .execute();
  const known = new Set(rows.map(({ id }) => id));
  const at = emulator.clock.now();
  return emulator.data
    .instances()
    .flatMap(({ instanceId }) => emulator.data.snapshots(instanceId))
    .filter((snapshot) => stepAt(snapshot, at) !== null && !known.has(snapshot.snapshotId))
    .map(({ snapshotId }) => snapshotId);
}
