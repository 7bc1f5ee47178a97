/**
 * `npm run sync-cost`: what a sync cycle costs in upstream calls for accounts of several sizes, by the
 * emulator's own call counter. Prints the table of docs/sync-cost.md.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openConnection } from "../server/connections/open-connection";
import { fixedCredential } from "../server/dsw";
import { startEmulator } from "../server/emulator";
import { openIndex } from "../server/store/open";
import type { SyncRunKind } from "../server/store/sync-runs";
import { noopLease } from "../server/sync/lease";
import { startSync } from "../server/sync/sync";

const say = (line: string) => process.stdout.write(`${line}\n`);
const start = Date.parse("2026-03-01T08:00:00Z");
const sizes = process.argv.slice(2).map(Number);

say(
  "| instances | snapshots | full run | incremental, nothing new | incremental, 30 s later | incremental, 5 min later | reconcile |",
);
say("| --- | --- | --- | --- | --- | --- | --- |");
for (const instances of sizes.length > 0 ? sizes : [100, 1_000, 10_000]) {
  const emulator = await startEmulator({ now: start, instances });
  emulator.clock.set(start);
  const now = () => emulator.clock.now();
  const { accessKeyId, accessKeySecret } = emulator;
  const connection = openConnection(
    {
      connection: { id: "c", label: "c", region: "c", kind: "emulator", workspace: "ALL" },
      endpoint: emulator.url,
      imageEndpoint: emulator.url,
      credentials: fixedCredential("emulator", { accessKeyId, accessKeySecret }),
      rate: 1e6,
      burst: 1e6,
    },
    now,
  );
  const folder = mkdtempSync(join(tmpdir(), "snapdeck-cost-"));
  const index = await openIndex({ folder });
  const sync = startSync(index, [connection], noopLease, { now, running: false });
  const cost = async (kind: SyncRunKind) => {
    emulator.calls.reset();
    await sync.once("c", kind);
    const { ListInstances, ListInstanceSnapshot } = emulator.calls.byAction;
    return `${emulator.calls.total} (${ListInstances} + ${ListInstanceSnapshot})`;
  };
  const later = (ms: number) => emulator.clock.advance(ms);
  const full = await cost("full");
  later(10_000);
  const quiet = await cost("incremental");
  later(30_000);
  const soon = await cost("incremental");
  later(300_000);
  const afterwards = await cost("incremental");
  later(300_000);
  const reconcile = await cost("reconcile");
  const { count } = await index.db
    .selectFrom("snapshots")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  say(`| ${instances} | ${count} | ${full} | ${quiet} | ${soon} | ${afterwards} | ${reconcile} |`);
  await sync.close();
  await index.close();
  await connection.client.close();
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
}
